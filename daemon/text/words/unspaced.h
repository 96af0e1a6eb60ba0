// The words of scripts that are written without spaces. Private to the text area.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../numbers/decimal.h"

namespace wirefold::text {

/// A run of such characters as the dictionaries read it.
struct UnspacedRun {
  std::size_t size = 0;  ///< In bytes of the text, with what cannot be seen.
  std::string letters;   ///< Without that, letters in one form.
  /// A place in `letters` and its place in the run; rising. Empty where they are the same.
  std::vector<std::pair<std::size_t, std::size_t>> places;
  bool numerals = false;  ///< Two numeral letters may stand together.
  bool row = false;       ///< It had a space behind each letter.
};

/// The run that begins at `start`. Single ideographs and kana with a space between each two are one
/// run, from three on; from two on if the run before was such a row.
UnspacedRun read_unspaced_run(std::string_view text, std::size_t start, bool in_row);

struct UnspacedWord {
  std::size_t begin = 0;  ///< In bytes of the run.
  std::size_t end = 0;
  std::string normal;
  std::optional<Decimal> value;  ///< Of a word of numeral letters.
};

std::vector<UnspacedWord> words_of(const UnspacedRun& run);

}  // namespace wirefold::text
