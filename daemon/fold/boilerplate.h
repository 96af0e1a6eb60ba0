// Sentences that an outlet puts on many of its pages, or that stand in articles about unlike
// things, learned as articles come.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/fold/judge.h"
#include "wirefold/model/document.h"
#include "wirefold/model/learned_sentence.h"

namespace wirefold::fold {

/// A sentence that stood in this many stories of one outlet is the outlet's furniture
/// ("Subscribe to our newsletter", a list of related headlines). Without this rule the net brought
/// 100 times the candidates in the measurements.
inline constexpr std::uint32_t kBoilerplateStories = 3;

/// Sentences are counted for one to two spans of this length, or for one to two times as many
/// sentences as SentenceCounts has room for, whichever is shorter: furniture comes back soon, and
/// the memory that counting takes does not grow with the window.
inline constexpr std::chrono::days kCountingSpan(10);

/// How often each of many keys was counted, up to 3: a table of 1 MB. Two keys are taken for one
/// with a chance of 1 in 2^30.
class SentenceCounts {
 public:
  /// Counts `key` once more; the count, this one included.
  std::uint32_t add(std::uint64_t key);
  std::uint32_t count(std::uint64_t key) const;

  /// Before several calls of add(): their slots come into the cache side by side.
  void prefetch(std::uint64_t key) const noexcept { __builtin_prefetch(&slots_[key % kSlots]); }

  bool full() const noexcept { return size_ >= kSlots / 2; }
  void clear();

 private:
  static constexpr std::size_t kSlots = std::size_t{1} << 18;

  std::size_t slot_of(std::uint64_t key) const noexcept;

  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(kSlots);  // 30 bits of key, count
  std::size_t size_ = 0;
};

/// Counts sentences by outlet. Fold thread only.
class Boilerplate {
 public:
  /// `sentences` (Sentence::hash), seen at `seen`, are those of the outlet's first article of its
  /// story (updates and repeats would make a story's own sentences look like furniture).
  void learn(std::uint64_t outlet, std::span<const std::uint64_t> sentences, Timestamp seen);

  /// A sentence that stands in articles about unlike things is nobody's news, whoever publishes it;
  /// false if that is known.
  bool learn_of_all(std::uint64_t sentence_hash, Timestamp seen);

  /// Of the outlet, or of all outlets.
  bool is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const;

  /// The body without boilerplate sentences.
  OwnWords own_words(std::uint64_t outlet, const Document& document) const;

  /// Furniture that was learned before a restart.
  void restore(const LearnedSentence& sentence);

  /// What was learned, or seen again a day later, since the last call.
  std::vector<LearnedSentence> take_learned();

  /// Drops what was not seen for kBoilerplateLife.
  void expire(Timestamp now);

 private:
  void turn_over(Timestamp seen);
  bool note(std::uint64_t key, Timestamp seen);

  SentenceCounts counts_;   // stories of a sentence not yet learned, in this span
  SentenceCounts earlier_;  // and in the span before
  Timestamp span_began_{};
  std::unordered_map<std::uint64_t, Timestamp> learned_;  // by when last seen
  std::vector<LearnedSentence> changed_;
  Timestamp expired_{};  // when expire() last looked
};

}  // namespace wirefold::fold
