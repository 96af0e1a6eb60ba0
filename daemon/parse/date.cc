#include "wirefold/parse/date.h"

#include <algorithm>
#include <charconv>

#include "date_parts.h"
#include "wirefold/base/strings.h"

namespace wirefold::parse {
namespace {

using namespace std::chrono;

// No date is longer, the names of months and zones in three bytes a letter included.
constexpr std::size_t kLongestDate = 160;

/// Unix time in seconds (10 digits: 2001 to 2286) or milliseconds.
std::optional<Timestamp> read_epoch(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size() || n < 0) return std::nullopt;
  return Timestamp(seconds(text.size() == 13 ? n / 1000 : n));
}

}  // namespace

std::optional<Timestamp> instant(int y, int m, int d, Clock c, minutes offset) {
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (y < 1900 || y > 2199 || m < 1 || d < 1 || !date.ok()) return std::nullopt;
  if (c.hour > 23 || c.minute > 59 || c.second > 60) return std::nullopt;
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
  if (const auto t = read_mail_date(text)) return t;
  if (const auto t = read_iso_date(text)) return t;
  if (const auto t = read_epoch(text)) return t;
  return read_worded_date(text);
}

}  // namespace wirefold::parse
