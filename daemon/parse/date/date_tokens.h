// The numbers, words and signs of a date. Private to the parse area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::parse {

struct DateToken {
  enum class Kind : std::uint8_t { kNumber, kWord, kSign } kind;
  int value = 0;           ///< Of a number; a sign's character.
  std::size_t digits = 0;  ///< Of a number.
  std::string text;        ///< Of a word, as written.
  std::string folded;      ///< Of a word: fold_word().
  bool after_space = false;
};

/// The tokens of `text`; none if it is too long for a date. A number may have digits of any script,
/// or be written in ideographs.
std::vector<DateToken> date_tokens(std::string_view text);

/// True for the units after the numbers of a date in Chinese, Japanese and Korean.
bool is_date_unit(char32_t c);

}  // namespace wirefold::parse
