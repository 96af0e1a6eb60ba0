// Reads words that consist of numeral letters: 三百四十, 백이십. Private to the text area.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decimal.h"

namespace wirefold::text {

/// The ideographs for which Unicode has a numeric value, and the letters of the sections [numeral
/// letters]. Immutable; any thread.
class NumeralLetters {
 public:
  static const NumeralLetters& instance();

  bool contains(char32_t c) const noexcept {
    return c >= kFirst && c < kEnd && codes_[c - kFirst] != kNone;
  }

  /// The value of a word of two or more such letters; nullopt if it is not certain.
  std::optional<Decimal> value_of(std::string_view word) const;

  /// The problems in the files, as "FILE:LINE: message".
  const std::vector<std::string>& problems() const noexcept { return problems_; }

 private:
  static constexpr char32_t kFirst = 0x3000;  // before the ideographs
  static constexpr char32_t kEnd = 0xD7A4;    // after the Hangul syllables

  // The code of a letter in a byte: none, a digit, or a power of ten.
  static constexpr std::uint8_t kNone = 0;
  static constexpr std::uint8_t kZero = 1;         // 1 to 10 are the digits 0 to 9
  static constexpr std::uint8_t kPowers = 10;      // 11 is ten, 12 a hundred
  static constexpr std::uint8_t kPositional = 64;  // flag: can be a digit in a row, as in 二〇二六

  NumeralLetters();
  void add(char32_t c, Decimal value, std::uint8_t flags);
  std::uint8_t code_of(char32_t c) const noexcept {
    return contains(c) ? codes_[c - kFirst] : kNone;
  }

  std::vector<std::uint8_t> codes_;
  std::vector<std::string> problems_;
};

}  // namespace wirefold::text
