// The exact check behind the fingerprints: how much of one text is in another, and what differs.
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

/// Longest stretch that replaces another between two common runs; longer ones are text that one
/// outlet added or cut, not a word changed. "7,1 mengguncang Kabupaten Kepulauan Tanimbar pada
/// Jumat pukul 03.14" are nine.
inline constexpr std::size_t kMaxGap = 12;

/// Weight of a changed or equal name beside a number's 1: outlets spell names differently.
inline constexpr double kNameWeight = 0.3;

/// Weight of a changed word beside a number's 1 in texts whose script has no capitals.
inline constexpr double kUntoldWeight = 0.2;

/// Weight of a common word beside another's 1. A stock phrase is mostly common words: on 86,364
/// pairs of headlines with 40 words this takes the wrong ones from 8 to 4 at nearly the same recall
/// (637 of 640 copies), as full idf weights do.
inline constexpr double kCommonWeight = 0.25;

/// Words [a, a + length) of the first text are [b, b + length) of the second.
struct CommonRun {
  std::uint32_t a;
  std::uint32_t b;
  std::uint32_t length;
};

/// Words of a text, from its beginning, that make its opening: a fifth of the text, kMostOpening at
/// most.
inline constexpr std::uint32_t kMostOpening = 40;
constexpr std::uint32_t opening_of(std::size_t words) noexcept {
  return static_cast<std::uint32_t>(words / 5 < kMostOpening ? (words + 4) / 5 : kMostOpening);
}

/// Words in which the template guard looks at the beginnings of two texts by themselves.
inline constexpr std::uint32_t kGuardedBeginning = 60;

/// Which words of one text stand in common runs with the other.
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
  /// Words before the first covered one.
  std::uint32_t before() const {
    return static_cast<std::uint32_t>(std::find(words_.begin(), words_.end(), 1) - words_.begin());
  }
  /// Share of words [first, last) that is covered; 1 for none.
  double share(std::size_t first, std::size_t last) const {
    return first >= last ? 1
                         : static_cast<double>(count(last) - count(first)) /
                               static_cast<double>(last - first);
  }
  double of_opening() const { return share(0, opening_of(size())); }
  /// The text in 64 parts of one size: a bit for each of which half is covered.
  std::uint64_t map() const;

 private:
  std::vector<char> words_;
};

struct Comparison {
  std::uint32_t matched = 0;    ///< Words of the shorter text that stand in common runs.
  std::uint32_t shorter = 0;    ///< Words of the shorter text.
  std::uint32_t longer = 0;     ///< Words of the longer text.
  std::uint32_t longest = 0;    ///< Words of the longest common run.
  double matched_weight = 0;    ///< Of `matched`; common words weigh kCommonWeight.
  double shorter_weight = 0;    ///< Of `shorter`.
  double conflicts = 0;         ///< Numbers and names that one text has in the place of others.
  double number_conflicts = 0;  ///< The numbers alone.
  /// Other words that one text has in the place of others, if no name can be told in either: as
  /// names, at kUntoldWeight. Of a script without capitals nothing else tells two notices apart.
  double untold_conflicts = 0;
  double agreements = 0;  ///< Numbers and names in common runs.
  /// Conflicts in the first kGuardedBeginning words of both, and the common words there.
  double first_conflicts = 0;
  std::uint32_t first_matched = 0;
  std::vector<CommonRun> runs;  ///< In the order of the second text.
  Cover first;                  ///< Of the first text.
  Cover second;                 ///< Of the second.

  /// Share of the shorter text that is in the longer, 0 to 1, by weight.
  double containment() const noexcept {
    return shorter_weight == 0 ? 0 : matched_weight / shorter_weight;
  }
  /// Share of the longer text that is in the shorter, 0 to 1.
  double coverage() const noexcept {
    return longer == 0 ? 0 : static_cast<double>(matched) / longer;
  }
};

/// Aligns one text with others by their common runs of at least kMinBlock words, wherever these
/// stand (outlets reorder paragraphs). Linear in the sizes for texts that are not one repeated
/// phrase; repeats are capped. Does not copy the text, which must outlive it. One thread.
class Comparer {
 public:
  /// `text` is the first text of every comparison.
  explicit Comparer(std::span<const Token> text);

  /// Where less than `least` of the shorter text is common, what follows from the runs is left out:
  /// these, the longest of them, conflicts and agreements; the covers are there.
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
  std::vector<std::uint64_t> grams_;  // of kMinBlock words, by where they begin
  std::vector<std::uint32_t> heads_;  // by gram: its first place + 1; 0 = none
  std::vector<std::uint32_t> next_;   // by place: the next of the same slot of heads_ + 1
};

/// For a single pair.
Comparison compare(std::span<const Token> a, std::span<const Token> b);

/// Words [first_a, last_a) of the first text stand where the second has [first_b, last_b).
struct Gap {
  std::uint32_t first_a, last_a;
  std::uint32_t first_b, last_b;
};

/// The stretches between neighbouring runs that replace one another; neither is empty nor longer
/// than kMaxGap. Where the runs are out of order nothing stands in the place of the other.
std::vector<Gap> gaps_between(std::span<const CommonRun> runs);

/// Words of `kind` that one text has in the place of others: the smaller count of what is missing
/// in the other, 0 if one has none at all.
std::size_t replaced(std::span<const Token> a, std::span<const Token> b, WordClass kind);

/// Numbers that stand in one title and not in the other, when both have numbers.
bool title_numbers_conflict(std::span<const Token> a, std::span<const Token> b);

}  // namespace wirefold::fold
