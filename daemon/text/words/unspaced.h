// Reads runs of scripts without spaces and cuts them into words. Private to the text area.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/numbers/decimal.h"

namespace wirefold::text {

/// A run of such characters, in the form that the dictionaries read.
struct UnspacedRun {
  std::size_t size = 0;  ///< In bytes of the text, with invisible characters.
  std::string letters;   ///< Without these, and with one form of each letter.
  /// Pairs of a place in `letters` and its place in the run; rising. Empty if they are equal.
  std::vector<std::pair<std::size_t, std::size_t>> places;
  bool numerals = false;  ///< It may have two numeral letters in a row.
  bool row = false;       ///< Its characters have spaces between them.
};

/// Reads the run that begins at `start`. Three or more single ideographs or kana with spaces
/// between them are one run; two suffice if the run before was such a row (`in_row`).
UnspacedRun read_unspaced_run(std::string_view text, std::size_t start, bool in_row);

struct UnspacedWord {
  std::size_t begin = 0;  ///< In bytes of the run.
  std::size_t end = 0;
  std::string normal;
  std::optional<Decimal> value;  ///< Of a word in numeral letters.
};

std::vector<UnspacedWord> words_of(const UnspacedRun& run);

}  // namespace wirefold::text
