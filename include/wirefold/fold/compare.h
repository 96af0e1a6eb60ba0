// Compares two texts word by word: how much of one stands in the other, and what differs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Shortest run of equal words that counts as common text; shorter runs are chance.
inline constexpr std::size_t kMinBlock = 4;

/// Longest stretch of words that counts as replacing another between two common runs. A longer one
/// is text that one outlet added or cut. "7,1 mengguncang Kabupaten Kepulauan Tanimbar pada Jumat
/// pukul 03.14" has nine words.
inline constexpr std::size_t kMaxGap = 12;

/// Weight of a changed or equal name, where a number weighs 1. Outlets spell names differently.
inline constexpr double kNameWeight = 0.3;

/// Weight of a changed word, where a number weighs 1, in two texts in which no name is recognised
/// (scripts without capitals).
inline constexpr double kUntoldWeight = 0.2;

/// Weight of a common word, where any other word weighs 1. Stock phrases consist mostly of common
/// words. On 86,364 pairs of headlines with 40 words, this weight reduces the wrong pairs from 8 to
/// 4 at nearly the same recall (637 of 640 copies), as full idf weights do.
inline constexpr double kCommonWeight = 0.25;

/// Words [a, a + length) of the first text are [b, b + length) of the second.
struct CommonRun {
  std::uint32_t a;
  std::uint32_t b;
  std::uint32_t length;
};

/// The opening of a text is its first fifth, at most kMostOpening words.
inline constexpr std::uint32_t kMostOpening = 40;
constexpr std::uint32_t opening_of(std::size_t words) noexcept {
  return static_cast<std::uint32_t>(words / 5 < kMostOpening ? (words + 4) / 5 : kMostOpening);
}

/// Words at the beginning of each text that the template guard also checks by themselves.
inline constexpr std::uint32_t kGuardedBeginning = 60;

/// Marks the words of one text that stand in common runs with another.
class Cover {
 public:
  Cover() = default;
  explicit Cover(std::size_t words) : words_(words) {}

  void add(std::size_t first, std::size_t last) {
    std::fill(words_.begin() + std::ptrdiff_t(first), words_.begin() + std::ptrdiff_t(last), 1);
  }
  bool has(std::size_t at) const { return words_[at] != 0; }
  std::size_t size() const noexcept { return words_.size(); }

  /// Covered words among the first `last`.
  std::uint32_t count(std::size_t last) const {
    return static_cast<std::uint32_t>(
        std::count(words_.begin(), words_.begin() + std::ptrdiff_t(last), 1));
  }
  /// Words before the first covered word; all words if none is covered.
  std::uint32_t before() const {
    return static_cast<std::uint32_t>(std::find(words_.begin(), words_.end(), 1) - words_.begin());
  }
  /// Share of words [first, last) that is covered; 1 if the range is empty.
  double share(std::size_t first, std::size_t last) const {
    return first >= last ? 1
                         : static_cast<double>(count(last) - count(first)) /
                               static_cast<double>(last - first);
  }
  double of_opening() const { return share(0, opening_of(size())); }
  /// The text in 64 parts of equal size: bit i is set if at least half of part i is covered.
  std::uint64_t map() const;

 private:
  std::vector<char> words_;
};

struct Comparison {
  std::uint32_t matched = 0;    ///< Words of the shorter text that stand in common runs.
  std::uint32_t shorter = 0;    ///< Words of the shorter text.
  std::uint32_t longer = 0;     ///< Words of the longer text.
  std::uint32_t longest = 0;    ///< Words of the longest common run.
  double matched_weight = 0;    ///< Weight of `matched`; common words weigh kCommonWeight.
  double shorter_weight = 0;    ///< Weight of `shorter`.
  double conflicts = 0;         ///< Numbers and names that one text has in the place of others.
  double number_conflicts = 0;  ///< The numbers among `conflicts`.
  /// Plain words that one text has in the place of others, at kUntoldWeight, if neither text has a
  /// recognised name. In a script without capitals, nothing else distinguishes two notices.
  double untold_conflicts = 0;
  double agreements = 0;  ///< Numbers and names in common runs.
  /// Conflicts in the first kGuardedBeginning words of both texts, and the common words there.
  double first_conflicts = 0;
  std::uint32_t first_matched = 0;
  std::vector<CommonRun> runs;  ///< In the order of the second text.
  Cover first;                  ///< Common words of the first text.
  Cover second;                 ///< Common words of the second text.

  /// Share of the shorter text that is in the longer, 0 to 1, by weight.
  double containment() const noexcept {
    return shorter_weight == 0 ? 0 : matched_weight / shorter_weight;
  }
  /// Share of the longer text that is in the shorter, 0 to 1.
  double coverage() const noexcept {
    return longer == 0 ? 0 : static_cast<double>(matched) / longer;
  }
};

/// Aligns one text with others by their common runs of at least kMinBlock words, wherever the runs
/// stand (outlets reorder paragraphs). Time is linear in the sizes of the texts, because repeats of
/// a phrase are capped. The text is not copied and must outlive the comparer. One thread.
class Comparer {
 public:
  /// `text` is the first text of every comparison.
  explicit Comparer(std::span<const Token> text);

  /// If less than `least` of the shorter text is common, the fields that need runs stay empty:
  /// runs, longest run, conflicts, agreements and `first_matched`. The covers are always filled.
  Comparison with(std::span<const Token> other, double least = 0) const;

 private:
  template <typename Use>
  void for_each_place(std::uint64_t gram, Use use) const;
  CommonRun best_run(std::span<const Token> other, std::uint32_t at, std::uint64_t gram,
                     const CommonRun& last) const;
  std::vector<CommonRun> runs(std::span<const Token> other,
                              std::span<const std::uint64_t> grams) const;
  void measure_cover(std::span<const Token> other, std::span<const std::uint64_t> grams,
                     Comparison& out) const;

  std::span<const Token> text_;
  std::vector<std::uint64_t> grams_;  // hashes of kMinBlock words, by first word
  std::vector<std::uint32_t> heads_;  // by slot of a gram: its first place + 1; 0 = none
  std::vector<std::uint32_t> next_;   // by place: the next place of the same slot + 1; 0 = none
};

/// Compares a single pair.
Comparison compare(std::span<const Token> a, std::span<const Token> b);

/// Words [first_a, last_a) of the first text stand where the second has [first_b, last_b).
struct Gap {
  std::uint32_t first_a, last_a;
  std::uint32_t first_b, last_b;
};

/// The stretches between neighbouring runs that replace one another. Both stretches of a gap have 1
/// to kMaxGap words. There is no gap between runs that are out of order.
std::vector<Gap> gaps_between(std::span<const CommonRun> runs);

/// Number of words of `kind` that one text has in the place of others: the words that the other
/// text lacks, counted in both directions, and the smaller count. 0 if one text has none of `kind`.
std::size_t replaced(std::span<const Token> a, std::span<const Token> b, WordClass kind);

/// True if each title has a number that the other lacks.
bool title_numbers_conflict(std::span<const Token> a, std::span<const Token> b);

}  // namespace wirefold::fold
