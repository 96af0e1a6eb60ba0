#include "wirefold/base/time.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <string_view>
#include <utility>

namespace wirefold {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Civil {
  year_month_day date;
  hh_mm_ss<seconds> time;
};

Civil civil(Timestamp t) {
  const auto day = floor<days>(t);
  return {year_month_day(day), hh_mm_ss<seconds>(t - day)};
}

}  // namespace

Timestamp wall_clock_now() { return floor<seconds>(system_clock::now()); }

std::string format_rfc3339(Timestamp t) {
  const Civil c = civil(t);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(c.date.year()),
                     static_cast<unsigned>(c.date.month()), static_cast<unsigned>(c.date.day()),
                     c.time.hours().count(), c.time.minutes().count(), c.time.seconds().count());
}

std::string format_http_date(Timestamp t) {
  const Civil c = civil(t);
  const weekday day(floor<days>(t));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[day.c_encoding()],
                     static_cast<unsigned>(c.date.day()),
                     kMonths[static_cast<unsigned>(c.date.month()) - 1],
                     static_cast<int>(c.date.year()), c.time.hours().count(),
                     c.time.minutes().count(), c.time.seconds().count());
}

std::string format_local(Timestamp t) {
  const std::time_t seconds = t.time_since_epoch().count();
  std::tm local{};
  char text[64];
  const std::size_t size = localtime_r(&seconds, &local) == nullptr
                               ? 0
                               : std::strftime(text, sizeof text, "%Y-%m-%d %H:%M %Z", &local);
  return size == 0 ? format_rfc3339(t) : std::string(text, size);
}

std::string format_relative(Timestamp t, Timestamp now) {
  constexpr std::pair<const char*, std::int64_t> kUnits[] = {
      {"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}};
  const std::int64_t away = (t - now).count();
  const std::int64_t distance = away < 0 ? -away : away;
  for (const auto& [unit, length] : kUnits) {
    if (distance < 2 * length && length != 1) continue;
    if (distance == 0) break;
    const std::string amount = fmt::format("{} {}", distance / length, unit);
    return away < 0 ? amount + " ago" : "in " + amount;
  }
  return "now";
}

bool is_utc_offset(std::chrono::minutes offset) {
  return offset >= -std::chrono::hours(12) && offset <= std::chrono::hours(14);
}

bool parse_http_date(const std::string& text, Timestamp& out) {
  char month_name[4] = {};
  unsigned d = 0, h = 0, m = 0, s = 0;
  int y = 0, end = 0;
  const int read = std::sscanf(text.c_str(), "%*3s, %2u %3s %4d %2u:%2u:%2u GMT%n", &d, month_name,
                               &y, &h, &m, &s, &end);
  if (read != 6 || end != static_cast<int>(text.size())) return false;
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] != month_name) continue;
    const year_month_day date{year{y}, month{i + 1}, day{d}};
    if (!date.ok() || h > 23 || m > 59 || s > 60) return false;
    out = sys_days(date) + hours(h) + minutes(m) + seconds(s);
    return true;
  }
  return false;
}

}  // namespace wirefold
