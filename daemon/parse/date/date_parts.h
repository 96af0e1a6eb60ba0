// Declarations that the date readers share.
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

/// Returns the instant, or nullopt if the day or the time of day does not exist. Years 1900 to
/// 2199. A leap second becomes the second before it (RFC 3339 section 5.7), 24:00:00 the start of
/// the next day (ISO 8601).
std::optional<Timestamp> instant(int year, int month, int day, Clock clock,
                                 std::chrono::minutes offset);

/// Completes a two-digit year (RFC 2822 section 4.3); other years stay.
int full_year(int year);

/// ISO 8601 and its profiles: RFC 3339, W3C-DTF; calendar, week and ordinal dates, extended and
/// basic, also without the century.
std::optional<Timestamp> read_iso_date(std::string_view text);

/// Reads the form that most feeds use: "Sun, 10 Nov 2024 12:06:00 GMT", with "+0700" or another
/// zone of three letters in place of GMT.
std::optional<Timestamp> read_mail_date(std::string_view text);

/// Dates in words and numbers in any order: RFC 822, RFC 850, ctime, and the forms of publishers in
/// their own languages.
std::optional<Timestamp> read_worded_date(std::string_view text);

/// Like read_worded_date(), but only if the text names a day and its year in full and has at most
/// three other short words.
std::optional<Timestamp> read_exact_date(std::string_view text);

}  // namespace wirefold::parse
