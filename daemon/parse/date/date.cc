#include "wirefold/parse/date.h"

#include <algorithm>
#include <charconv>

#include "date_parts.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

// No date is longer in bytes, even if names of months and zones take three bytes a letter.
constexpr std::size_t kLongestDate = 160;

constexpr std::string_view kDigits = "0123456789";

/// Unix time in seconds (10 digits: 2001 to 2286), milli-, micro- or nanoseconds, with or without a
/// fraction.
std::optional<Timestamp> read_epoch(std::string_view text) {
  const std::size_t size = std::min(text.find('.'), text.size());
  const std::string_view fraction = text.substr(std::min(size + 1, text.size()));
  if (fraction.find_first_not_of(kDigits) != std::string_view::npos) return std::nullopt;
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + size, n);
  if (error != std::errc() || end != text.data() + size || n < 0) return std::nullopt;
  switch (size) {
    case 10:
      return Timestamp(seconds(n));
    case 13:
      return Timestamp(floor<seconds>(milliseconds(n)));
    case 16:
      return Timestamp(floor<seconds>(microseconds(n)));
    case 19:
      return Timestamp(floor<seconds>(nanoseconds(n)));
    default:
      return std::nullopt;
  }
}

/// "/Date(1757332800000)/" and "/Date(1757332800000+0200)/": milliseconds, as Microsoft's
/// serialisers write them into JSON. The zone is the writer's and does not change the instant.
std::optional<Timestamp> read_json_date(std::string_view text) {
  constexpr std::string_view kOpen = "/Date(", kClose = ")/";
  if (!text.starts_with(kOpen) || !text.ends_with(kClose)) return std::nullopt;
  text = text.substr(kOpen.size(), text.size() - kOpen.size() - kClose.size());
  return read_epoch(text.substr(0, text.find_first_of("+-")));
}

/// Removes additions of programs after a date: Go prints its monotonic clock, "m=+0.0001", Java the
/// name of the zone after its offset, "[Europe/Brussels]".
std::string_view without_appendix(std::string_view text) {
  const std::size_t clock = std::min(text.find(" m=+"), text.find(" m=-"));
  if (clock != std::string_view::npos) text = text.substr(0, clock);
  if (text.ends_with(']')) text = text.substr(0, text.rfind('['));
  return trim(text);
}

/// True for the first day of Unix time (1970) or of SQL Server (1900) in any zone: programs write
/// it if they have no date.
bool is_placeholder(Timestamp t) {
  const auto is_on = [t](sys_days day) { return t > day - hours(15) && t < day + hours(24 + 12); };
  return is_on(year(1970) / January / 1) || is_on(year(1900) / January / 1);
}

std::optional<Timestamp> read_date(std::string_view text) {
  if (const auto t = read_mail_date(text)) return t;
  if (const auto t = read_iso_date(text)) return t;
  if (const auto t = read_epoch(text)) return t;
  if (const auto t = read_json_date(text)) return t;
  return read_worded_date(text);
}

}  // namespace

std::optional<Timestamp> instant(int y, int m, int d, Clock c, minutes offset) {
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (y < 1900 || y > 2199 || m < 1 || d < 1 || !date.ok()) return std::nullopt;
  const bool is_end_of_day = c.hour == 24 && c.minute == 0 && c.second == 0;
  if ((c.hour > 23 && !is_end_of_day) || c.minute > 59 || c.second > 60) return std::nullopt;
  return sys_days(date) + hours(c.hour) + minutes(c.minute) + seconds(std::min(c.second, 59)) -
         offset;
}

int full_year(int y) {
  if (y >= 100) return y;
  return y + (y < 50 ? 2000 : 1900);
}

std::optional<Timestamp> parse_date(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  const auto date = read_date(without_appendix(text));
  return date && !is_placeholder(*date) ? date : std::nullopt;
}

std::optional<Timestamp> parse_exact_date(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  const bool is_iso = text.size() >= 10 && text[4] == '-' && text[7] == '-';
  auto date = is_iso ? read_iso_date(text) : std::nullopt;
  if (!date) date = read_exact_date(text);
  return date && !is_placeholder(*date) ? date : std::nullopt;
}

}  // namespace wirefold::parse
