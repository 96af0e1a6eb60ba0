#include "decimal.h"

#include <algorithm>
#include <utility>

namespace wirefold::text {
namespace {

constexpr int kMostDigits = 18;  // such numbers fit in 64 bits, and so does the sum of two

constexpr std::uint64_t ten_to(int exponent) {
  std::uint64_t out = 1;
  while (exponent-- > 0) out *= 10;
  return out;
}

int count_digits(std::uint64_t value) {
  int count = 1;
  while (value >= 10) {
    value /= 10;
    ++count;
  }
  return count;
}

}  // namespace

Decimal::Decimal(std::uint64_t digits, int exponent) : digits_(digits), exponent_(exponent) {
  if (digits_ == 0) exponent_ = 0;
  while (digits_ != 0 && digits_ % 10 == 0) {
    digits_ /= 10;
    ++exponent_;
  }
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::uint64_t digits = 0;
  int count = 0;
  int exponent = 0;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.' && !fraction) {
      fraction = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
    count += digits == 0 ? 0 : 1;
    exponent -= fraction ? 1 : 0;
    if (count > kMostDigits) return std::nullopt;
  }
  if (text.empty() || text.front() == '.' || text.back() == '.') return std::nullopt;
  return Decimal(digits, exponent);
}

bool Decimal::is_below_power(int exponent) const noexcept {
  return digits_ == 0 || count_digits(digits_) + exponent_ <= exponent;
}

std::optional<Decimal> Decimal::plus(Decimal other) const {
  if (is_zero()) return other;
  if (other.is_zero()) return *this;
  Decimal high = *this;
  if (high.exponent_ < other.exponent_) std::swap(high, other);
  const int shift = high.exponent_ - other.exponent_;
  if (count_digits(high.digits_) + shift > kMostDigits) return std::nullopt;
  return Decimal(high.digits_ * ten_to(shift) + other.digits_, other.exponent_);
}

std::optional<Decimal> Decimal::minus(Decimal other) const {
  if (other.is_zero()) return *this;
  const int unit = std::min(exponent_, other.exponent_);
  const auto fits = [unit](Decimal d) {
    return count_digits(d.digits_) + d.exponent_ - unit <= kMostDigits;
  };
  if (!fits(*this) || !fits(other)) return std::nullopt;
  const std::uint64_t from = digits_ * ten_to(exponent_ - unit);
  const std::uint64_t taken = other.digits_ * ten_to(other.exponent_ - unit);
  return from < taken ? std::nullopt : std::optional(Decimal(from - taken, unit));
}

std::string Decimal::text() const {
  std::string out = std::to_string(digits_);
  if (exponent_ >= 0) return out.append(static_cast<std::size_t>(exponent_), '0');
  const auto places = static_cast<std::size_t>(-exponent_);
  if (out.size() <= places) out.insert(0, places + 1 - out.size(), '0');
  return out.insert(out.size() - places, 1, '.');
}

}  // namespace wirefold::text
