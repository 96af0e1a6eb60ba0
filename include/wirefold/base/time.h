// Points in time, and the two ways in which they are written.
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

/// Reads an IMF-fixdate; anything else is no date (epoch is never invented).
bool parse_http_date(const std::string& text, Timestamp& out);

}  // namespace wirefold
