// Words that consist of letters that count: 三百四十, 백이십. Private to the text area.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decimal.h"

namespace wirefold::text {

/// The letters that Unicode has a value for among the ideographs, and those of the sections
/// [numeral letters]. Immutable; any thread.
class NumeralLetters {
 public:
  static const NumeralLetters& instance();

  bool contains(char32_t c) const noexcept {
    return c >= kFirst && c < kEnd && codes_[c - kFirst] != kNone;
  }

  /// The value of a word of two or more of them; nothing where that is not sure.
  std::optional<Decimal> value_of(std::string_view word) const;

  /// What is wrong in the files, as "FILE:LINE: message".
  const std::vector<std::string>& problems() const noexcept { return problems_; }

 private:
  static constexpr char32_t kFirst = 0x3000;  // ideographs
  static constexpr char32_t kEnd = 0xD7A4;    // and Hangul

  // What a letter counts, in a byte: none, a digit, or a power of ten.
  static constexpr std::uint8_t kNone = 0;
  static constexpr std::uint8_t kZero = 1;         // to 10, nine
  static constexpr std::uint8_t kPowers = 10;      // 11 is ten
  static constexpr std::uint8_t kPositional = 64;  // can be a digit of a row: 二〇二六

  NumeralLetters();
  void add(char32_t c, Decimal value, std::uint8_t flags);
  std::uint8_t code_of(char32_t c) const noexcept {
    return contains(c) ? codes_[c - kFirst] : kNone;
  }

  std::vector<std::uint8_t> codes_;
  std::vector<std::string> problems_;
};

}  // namespace wirefold::text
