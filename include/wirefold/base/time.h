// Points in time, and how they are written: for machines in UTC, for people in their own zone.
#pragma once

#include <chrono>
#include <string>

namespace wirefold {

/// UTC, whole seconds: what feeds, HTTP and the database all can say.
using Timestamp = std::chrono::sys_seconds;

/// The wall clock. Only `app` calls it; everything below takes `now` as an argument.
Timestamp wall_clock_now();

/// RFC 3339 section 5.6 in UTC, e.g. "2024-11-10T12:06:00Z". Years 0 to 9999.
std::string format_rfc3339(Timestamp t);

/// IMF-fixdate of RFC 9110 section 5.6.7, e.g. "Sun, 10 Nov 2024 12:06:00 GMT"; also the
/// `pubDate` of RSS 2.0.
std::string format_http_date(Timestamp t);

/// For people: "2024-11-10 13:06 CET", in the zone that the environment names (TZ, /etc/localtime),
/// with the zone's name, or its offset where it has none. In RFC 3339 what the C library cannot
/// say.
std::string format_local(Timestamp t);

/// How far `t` is from `now`, rounded down in the largest unit of which there are two: "in 7 h",
/// "3 min ago", "now".
std::string format_relative(Timestamp t, Timestamp now);

/// Reads an IMF-fixdate; anything else is no date (epoch is never invented).
bool parse_http_date(const std::string& text, Timestamp& out);

}  // namespace wirefold
