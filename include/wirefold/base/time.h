// Points in time and their formats: UTC for machines, the local zone for people.
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace wirefold {

/// UTC in whole seconds, which feeds, HTTP and the database can all express.
using Timestamp = std::chrono::sys_seconds;

/// The wall clock. Only `app`, `cli` and the log read it; all other code takes `now` or a clock as
/// an argument.
Timestamp wall_clock_now();

/// Gives the current time: wall_clock_now(), or the clock of a test.
using WallClock = std::function<Timestamp()>;

/// RFC 3339 section 5.6 in UTC, e.g. "2024-11-10T12:06:00Z". Years 0 to 9999.
std::string format_rfc3339(Timestamp t);

/// IMF-fixdate of RFC 9110 section 5.6.7, e.g. "Sun, 10 Nov 2024 12:06:00 GMT"; also the
/// `pubDate` of RSS 2.0.
std::string format_http_date(Timestamp t);

/// For people: "2024-11-10 13:06 CET", in the zone of the environment (TZ, /etc/localtime), with
/// the zone's name, or its offset if it has none. RFC 3339 if the C library cannot format `t`.
std::string format_local(Timestamp t);

/// The distance of `t` from `now`, rounded down, in the largest unit that fits at least twice: "in
/// 7 h", "3 min ago", "now".
std::string format_relative(Timestamp t, Timestamp now);

/// True for an offset from UTC that some zone has: from -12 to +14 hours.
bool is_utc_offset(std::chrono::minutes offset);

/// Reads an IMF-fixdate. False for anything else; `out` is then unchanged.
bool parse_http_date(const std::string& text, Timestamp& out);

}  // namespace wirefold
