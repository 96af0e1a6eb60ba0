// Learns the sentences that an outlet puts on many of its pages, or that stand in articles about
// different things. Private to the fold area.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/base/time.h"
#include "wirefold/fold/judge.h"
#include "wirefold/model/document.h"
#include "wirefold/model/learned_sentence.h"

namespace wirefold::fold {

/// A sentence that stood in this many stories of one outlet is boilerplate of the outlet
/// ("Subscribe to our newsletter", a list of related headlines). Without this rule, the index found
/// 100 times as many candidates in the measurements.
inline constexpr std::uint32_t kBoilerplateStories = 3;

/// Sentences are counted over one to two spans. A span ends after this time, or when SentenceCounts
/// is full. Boilerplate recurs soon, and the memory for counting does not grow with the window.
inline constexpr std::chrono::days kCountingSpan(10);

/// Counts how often each key occurred, up to 3, in a table of 1 MB. Two keys are taken for the same
/// key with a chance of 1 in 2^30.
class SentenceCounts {
 public:
  /// Counts `key` once more and returns the new count.
  std::uint32_t add(std::uint64_t key);
  std::uint32_t count(std::uint64_t key) const;

  /// Call it before several calls of add(), to load their slots into the cache in parallel.
  void prefetch(std::uint64_t key) const noexcept { __builtin_prefetch(&slots_[key % kSlots]); }

  bool full() const noexcept { return size_ >= kSlots / 2; }
  void clear();

 private:
  static constexpr std::size_t kSlots = std::size_t{1} << 18;

  std::size_t slot_of(std::uint64_t key) const noexcept;

  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(kSlots);  // 30 bits of key, count
  std::size_t size_ = 0;
};

/// Counts sentences by outlet and learns boilerplate. Fold thread only.
class Boilerplate {
 public:
  /// Counts `sentences` (Sentence::hash) of an article that arrived at `seen`. The article must be
  /// the first of its outlet in its story: updates and repeats would make a story's own sentences
  /// look like boilerplate.
  void learn(std::uint64_t outlet, std::span<const std::uint64_t> sentences, Timestamp seen);

  /// Learns a sentence that stands in articles about different things as boilerplate of all
  /// outlets. Returns false if the sentence was known.
  bool learn_of_all(std::uint64_t sentence_hash, Timestamp seen);

  /// True for boilerplate of the outlet or of all outlets.
  bool is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const;

  /// The body without boilerplate sentences.
  OwnWords own_words(std::uint64_t outlet, const Document& document) const;

  /// Restores boilerplate that was learned before a restart.
  void restore(const LearnedSentence& sentence);

  /// The sentences that were learned since the last call, or seen again a day or more after they
  /// were last returned.
  std::vector<LearnedSentence> take_learned();

  /// Drops boilerplate that was not seen for kBoilerplateLife. Looks once a day.
  void expire(Timestamp now);

 private:
  void turn_over(Timestamp seen);
  bool note(std::uint64_t key, Timestamp seen);

  SentenceCounts counts_;   // stories in this span, by sentence not yet learned
  SentenceCounts earlier_;  // the same for the span before
  Timestamp span_began_{};
  std::unordered_map<std::uint64_t, Timestamp> learned_;  // last seen, to a day, by key
  std::vector<LearnedSentence> changed_;
  Timestamp expired_{};  // last time that expire() looked
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::fold
