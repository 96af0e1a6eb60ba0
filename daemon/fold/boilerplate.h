// Sentences that an outlet puts on many of its pages, learned as articles come.
#pragma once

#include <chrono>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/document.h"
#include "wirefold/model/learned_sentence.h"

namespace wirefold::fold {

/// A sentence that stood in this many stories of one outlet is the outlet's furniture
/// ("Subscribe to our newsletter", a list of related headlines). Without this rule the net brought
/// 100 times the candidates in the measurements.
inline constexpr std::uint32_t kBoilerplateStories = 3;

/// Counts sentences by outlet. Fold thread only.
class Boilerplate {
 public:
  /// `document`, seen at `seen`, is the outlet's first article of its story (updates and repeats
  /// would make a story's own sentences look like furniture).
  void learn(std::uint64_t outlet, const Document& document, Timestamp seen);

  /// Takes back what learn() counted; what has become furniture stays it.
  void forget(std::uint64_t outlet, const Document& document);

  bool is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const;

  /// The body without boilerplate sentences.
  std::vector<Token> own_words(std::uint64_t outlet, const Document& document) const;

  /// Furniture that was learned before a restart.
  void restore(const LearnedSentence& sentence);

  /// What was learned, or seen again a day later, since the last call.
  std::vector<LearnedSentence> take_learned();

  /// Drops what was not seen for kBoilerplateLife.
  void expire(Timestamp now);

 private:
  void note(std::uint64_t key, Timestamp seen);

  std::unordered_map<std::uint64_t, std::uint32_t> stories_;  // of sentences not yet learned
  std::unordered_map<std::uint64_t, Timestamp> learned_;      // by when last seen
  std::vector<LearnedSentence> changed_;
  Timestamp expired_{};  // when expire() last looked
};

}  // namespace wirefold::fold
