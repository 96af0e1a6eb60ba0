#include "wirefold/fetch/caching.h"

#include <charconv>
#include <string>

#include "wirefold/base/strings.h"

namespace wirefold::fetch {
namespace {

using std::chrono::seconds;

// A larger number of seconds is nonsense, and would overflow when added to a date.
constexpr std::int64_t kMaxSeconds = 10LL * 365 * 86400;

std::optional<seconds> whole_seconds(std::string_view text) {
  text = trim(text);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || text.empty() || text[0] == '-') return std::nullopt;
  if (error == std::errc::result_out_of_range || value > kMaxSeconds) return seconds(kMaxSeconds);
  if (error != std::errc()) return std::nullopt;
  return seconds(value);
}

std::optional<seconds> until(std::string_view http_date, Timestamp now) {
  Timestamp date{};
  if (!parse_http_date(std::string(trim(http_date)), date) || date <= now) return std::nullopt;
  return date - now;
}

struct CacheControl {
  std::optional<seconds> max_age;
  bool forbids_reuse = false;
};

CacheControl read_cache_control(std::string_view value) {
  CacheControl out;
  for (std::string_view directive : split(value, ',')) {
    directive = trim(directive);
    if (equals_ignore_case(directive, "no-store") || equals_ignore_case(directive, "no-cache")) {
      out.forbids_reuse = true;
    } else if (starts_with_ignore_case(directive, "max-age=")) {
      std::string_view number = directive.substr(8);
      if (number.size() >= 2 && number.front() == '"') number = number.substr(1, number.size() - 2);
      out.max_age = whole_seconds(number);
    }
  }
  return out;
}

}  // namespace

std::optional<seconds> freshness(std::string_view cache_control, std::string_view expires,
                                 std::string_view age, Timestamp now) {
  const CacheControl control = read_cache_control(cache_control);
  if (control.forbids_reuse) return std::nullopt;
  if (!control.max_age) return until(expires, now);
  const seconds left = *control.max_age - whole_seconds(age).value_or(seconds(0));
  return left > seconds(0) ? std::optional(left) : std::nullopt;
}

std::optional<seconds> retry_after(std::string_view value, Timestamp now) {
  if (const auto delta = whole_seconds(value)) return delta;
  return until(value, now);
}

}  // namespace wirefold::fetch
