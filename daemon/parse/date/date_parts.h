// What the readers of dates share.
#pragma once

#include <optional>
#include <string_view>

#include "wirefold/base/time.h"

namespace wirefold::parse {

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// The instant, or nothing for a day that the calendar or a time that the clock does not have.
/// Years 1900 to 2199. A leap second is the second before it (RFC 3339 section 5.7), 24:00:00 the
/// next day's first (ISO 8601).
std::optional<Timestamp> instant(int year, int month, int day, Clock clock,
                                 std::chrono::minutes offset);

/// A two-digit year as RFC 2822 section 4.3 has it; others as they are.
int full_year(int year);

/// ISO 8601 and its profiles: RFC 3339, W3C-DTF; calendar, week and ordinal dates, extended and
/// basic, also with the century left out.
std::optional<Timestamp> read_iso_date(std::string_view text);

/// The one shape that most feeds have: "Sun, 10 Nov 2024 12:06:00 GMT", with "+0700" or another
/// zone of three letters for the GMT.
std::optional<Timestamp> read_mail_date(std::string_view text);

/// Dates in words and numbers in any order: RFC 822, RFC 850, ctime, and what publishers write in
/// their own languages.
std::optional<Timestamp> read_worded_date(std::string_view text);

/// The same, of a text that names a day and its year in full and has at most three short words
/// besides.
std::optional<Timestamp> read_exact_date(std::string_view text);

}  // namespace wirefold::parse
