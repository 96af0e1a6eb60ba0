// The exact check behind the fingerprints: how much of one text is in another, and what differs.
#pragma once

#include <cstdint>
#include <span>

#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Shortest run of equal words that counts as common text; shorter runs are chance.
inline constexpr std::size_t kMinBlock = 4;

/// Longest stretch that replaces another between two common runs; longer ones are text that one
/// outlet added or cut, not a word changed.
inline constexpr std::size_t kMaxGap = 8;

/// Weight of a changed or equal name beside a number's 1: outlets spell names differently.
inline constexpr double kNameWeight = 0.3;

struct Comparison {
  std::uint32_t matched = 0;    ///< Words of the first text that stand in common runs.
  std::uint32_t shorter = 0;    ///< Words of the shorter text.
  std::uint32_t longer = 0;     ///< Words of the longer text.
  double conflicts = 0;         ///< Numbers and names that one text has in the place of others.
  double number_conflicts = 0;  ///< The numbers alone.
  double agreements = 0;        ///< Numbers and names in common runs.

  /// Share of the shorter text that is in the longer, 0 to 1.
  double containment() const noexcept {
    return shorter == 0 ? 0 : static_cast<double>(matched) / shorter;
  }
  /// Share of the longer text that is in the shorter, 0 to 1.
  double coverage() const noexcept {
    return longer == 0 ? 0 : static_cast<double>(matched) / longer;
  }
};

/// Aligns two word sequences by their common runs of at least kMinBlock words, wherever these
/// stand (outlets reorder paragraphs). Linear in the sizes for texts that are not one repeated
/// phrase; repeats are capped.
Comparison compare(std::span<const Token> a, std::span<const Token> b);

/// Numbers that stand in one title and not in the other, when both have numbers.
bool title_numbers_conflict(std::span<const Token> a, std::span<const Token> b);

}  // namespace wirefold::fold
