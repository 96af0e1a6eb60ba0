// The values of numbers, as decimal fractions. Private to the text area.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirefold::text {

/// A number that is not negative, exactly: `digits` times ten to the power of `exponent`.
class Decimal {
 public:
  Decimal() = default;

  /// Of ASCII digits, with a dot before the fraction if there is one; nothing for what is no such
  /// text or has more digits than are kept.
  static std::optional<Decimal> parse(std::string_view text);
  static Decimal power_of_ten(int exponent) { return Decimal(1, exponent); }

  bool is_zero() const noexcept { return digits_ == 0; }
  /// The power of ten that the last digit other than 0 counts: 2 for 1200.
  int unit() const noexcept { return exponent_; }
  bool is_power_of_ten() const noexcept { return digits_ == 1; }
  bool is_below_power(int exponent) const noexcept;

  Decimal times_power(int exponent) const { return Decimal(digits_, exponent_ + exponent); }
  /// Nothing if the sum has more digits than are kept.
  std::optional<Decimal> plus(Decimal other) const;

  /// Nothing if `other` is more, or the result has more digits than are kept.
  std::optional<Decimal> minus(Decimal other) const;

  /// The one way to write it: "1250.5".
  std::string text() const;

  friend bool operator==(Decimal, Decimal) = default;

 private:
  Decimal(std::uint64_t digits, int exponent);

  std::uint64_t digits_ = 0;  // its last digit is not 0
  int exponent_ = 0;
};

}  // namespace wirefold::text
