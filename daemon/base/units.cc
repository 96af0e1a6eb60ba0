#include "wirefold/base/units.h"

#include <charconv>

namespace wirefold {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

constexpr Unit kTimeUnits[] = {{"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}};
constexpr Unit kSizeUnits[] = {
    {"GiB", std::int64_t{1} << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}};

// Far above any setting's range, and small enough that no product with a unit overflows.
constexpr std::int64_t kMaxNumber = 1'000'000'000;

template <std::size_t N>
std::optional<std::int64_t> parse(std::string_view text, const Unit (&units)[N]) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0 || number > kMaxNumber) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const Unit& u : units) {
    if (unit == u.name) return number * u.factor;
  }
  return std::nullopt;
}

/// In the largest unit that divides `value`.
template <std::size_t N>
std::string format(std::int64_t value, const Unit (&units)[N]) {
  for (const Unit& u : units) {
    if (value % u.factor == 0 && (value != 0 || u.factor == 1)) {
      return std::to_string(value / u.factor) + std::string(u.name);
    }
  }
  return std::to_string(value);
}

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  const auto value = parse(text, kTimeUnits);
  return value ? std::optional(std::chrono::seconds(*value)) : std::nullopt;
}

std::string format_duration(std::chrono::seconds value) {
  return format(value.count(), kTimeUnits);
}

std::optional<std::int64_t> parse_size(std::string_view text) { return parse(text, kSizeUnits); }

std::string format_size(std::int64_t bytes) { return format(bytes, kSizeUnits); }

}  // namespace wirefold
