// The values of numbers, as decimal fractions. Private to the text area.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirefold::text {

/// An exact number that is not negative: `digits` times ten to the power of `exponent`.
class Decimal {
 public:
  Decimal() = default;

  /// Reads ASCII digits, with a dot before a fraction. Returns nullopt for other text and for more
  /// digits than are kept.
  static std::optional<Decimal> parse(std::string_view text);
  static Decimal power_of_ten(int exponent) { return Decimal(1, exponent); }

  bool is_zero() const noexcept { return digits_ == 0; }
  /// The power of ten of the last digit that is not 0: 2 for 1200.
  int unit() const noexcept { return exponent_; }
  bool is_power_of_ten() const noexcept { return digits_ == 1; }
  bool is_below_power(int exponent) const noexcept;

  Decimal times_power(int exponent) const { return Decimal(digits_, exponent_ + exponent); }
  /// Returns nullopt if the sum has more digits than are kept.
  std::optional<Decimal> plus(Decimal other) const;

  /// Returns nullopt if `other` is greater, or the result has more digits than are kept.
  std::optional<Decimal> minus(Decimal other) const;

  /// The canonical text: "1250.5".
  std::string text() const;

  friend bool operator==(Decimal, Decimal) = default;

 private:
  Decimal(std::uint64_t digits, int exponent);

  std::uint64_t digits_ = 0;  // its last digit is not 0
  int exponent_ = 0;
};

}  // namespace wirefold::text
