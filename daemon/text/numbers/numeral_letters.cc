#include "numeral_letters.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

#include "text/language_files.h"
#include "wirefold/base/strings.h"

namespace wirefold::text {
namespace {

constexpr int kMyriad = 4;  // from this power of ten on a unit multiplies all before it
constexpr int kNoUnit = 99;

/// Reads units and their coefficients, greatest first. A digit that skips a place without a zero
/// means different numbers in Chinese and in Japanese, so it is no number here.
class UnitReader {
 public:
  bool digit(int value) {
    if (digit_ >= 0) return false;
    if (value == 0) {
      after_zero_ = true;
    } else {
      digit_ = value;
    }
    return true;
  }

  bool unit(int power) { return power < kMyriad ? small_unit(power) : myriad(power); }

  std::optional<Decimal> end() {
    if (!take_digit()) return std::nullopt;
    return total_.plus(section_);
  }

 private:
  bool small_unit(int power) {
    if (power >= last_unit_) return false;
    add(Decimal::parse(std::to_string(digit_ < 0 ? 1 : digit_))->times_power(power));
    last_unit_ = power;
    digit_ = -1;
    after_zero_ = false;
    return true;
  }

  bool myriad(int power) {
    if (power >= last_myriad_ || !take_digit() || section_.is_zero()) return false;
    const std::optional<Decimal> sum = total_.plus(section_.times_power(power));
    if (!sum) return false;
    total_ = *sum;
    section_ = {};
    last_unit_ = kMyriad;
    last_myriad_ = power;
    return true;
  }

  /// Adds a digit of the ones.
  bool take_digit() {
    const bool skips = last_unit_ > 1 && last_unit_ != kNoUnit && !after_zero_;
    if (digit_ < 0) return !after_zero_;
    if (skips) return false;
    add(*Decimal::parse(std::to_string(digit_)));
    digit_ = -1;
    after_zero_ = false;
    return true;
  }

  void add(Decimal value) { section_ = section_.plus(value).value_or(section_); }

  Decimal total_;
  Decimal section_;  // below the last myriad
  int digit_ = -1;
  bool after_zero_ = false;
  int last_unit_ = kNoUnit;
  int last_myriad_ = kNoUnit;
};

}  // namespace

const NumeralLetters& NumeralLetters::instance() {
  static const NumeralLetters kOnly;
  return kOnly;
}

NumeralLetters::NumeralLetters() : codes_(kEnd - kFirst) {
  constexpr char32_t kFirstHangul = 0xAC00;
  for (char32_t c = kFirst; c < kFirstHangul; ++c) {
    const double value = u_getNumericValue(static_cast<UChar32>(c));
    const bool letter = u_isalpha(static_cast<UChar32>(c)) != 0 || c == 0x3007;
    if (!letter || value < 0 || value > 1e15) continue;
    add(c, *Decimal::parse(std::to_string(std::llround(value))), kPositional);
  }
  for_each_line([this](const LanguageLine& line) {
    if (line.section != "numeral letters") return;
    const auto complain = [&](std::string_view what) {
      problems_.push_back(problem_at(line, what));
    };
    std::optional<Decimal> value;
    for (const std::string_view word : split(line.text, ' ')) {
      if (!value) {
        value = Decimal::parse(word);
        if (!value) return complain("no digits");
        continue;
      }
      std::size_t end = 0;
      const char32_t c = next_code_point(word, end);
      if (end != word.size() || c < kFirst || c >= kEnd)
        return complain("no ideograph or syllable");
      add(c, *value, 0);
      if (!contains(c)) complain("neither a digit nor a power of ten");
    }
  });
}

void NumeralLetters::add(char32_t c, Decimal value, std::uint8_t flags) {
  std::uint8_t code = kNone;
  if (value.is_power_of_ten() && value.unit() > 0) {
    code = static_cast<std::uint8_t>(kPowers + value.unit());
  } else if (value.is_below_power(1) && value.unit() == 0) {
    code = static_cast<std::uint8_t>(kZero + std::stoi(value.text()));
  }
  if (code != kNone) codes_[c - kFirst] = static_cast<std::uint8_t>(code | flags);
}

std::optional<Decimal> NumeralLetters::value_of(std::string_view word) const {
  constexpr std::size_t kFewest = 2;
  constexpr std::size_t kFewestInRow = 3;  // 七八 means seven or eight
  std::string row;                         // the digits so far
  bool is_row = true;
  bool has_zero = false;
  bool has_units = true;
  std::size_t letters = 0;
  UnitReader units;
  for (std::size_t pos = 0; pos < word.size(); ++letters) {
    const std::uint8_t code = code_of(next_code_point(word, pos));
    if (code == kNone) return std::nullopt;
    const int counts = code & ~kPositional;
    const bool digit = counts <= kPowers;
    is_row = is_row && digit && (code & kPositional) != 0;
    has_zero = has_zero || counts == kZero;
    if (digit) row += static_cast<char>('0' + counts - kZero);
    has_units = has_units && (digit ? units.digit(counts - kZero) : units.unit(counts - kPowers));
    if (!is_row && !has_units) return std::nullopt;
  }
  if (letters < kFewest) return std::nullopt;
  if (is_row) return letters >= kFewestInRow || has_zero ? Decimal::parse(row) : std::nullopt;
  const bool all_digits = row.size() == letters;
  return has_units && !all_digits ? units.end() : std::nullopt;
}

}  // namespace wirefold::text
