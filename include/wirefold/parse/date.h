// Reads dates as feeds write them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "wirefold/base/time.h"

namespace wirefold::parse {

/// Reads ISO 8601 (RFC 3339, W3C-DTF, week and ordinal dates, basic forms), RFC 822 / 2822 / 850
/// and ctime with the variants seen in feeds, Unix time from seconds to nanoseconds, "/Date(ms)/",
/// and dates in words or numbers as publishers write them in some 70 languages (month and day names
/// from CLDR), in digits of any script and ideographs, also in Thai and East Asian eras and the
/// Persian and Islamic calendars. Zones may be offsets, abbreviations or IANA names; a time without
/// a zone, or with an unknown one, is UTC.
///
/// Returns nullopt if the text is no date, if the calendar does not have the day, if the year is
/// outside of 1900 to 2199, if the date is 1 January 1970 or 1900 in any zone (programs write these
/// if they have no date), or if the text can mean two days (10/11/2024): an absent date is better
/// than a wrong one. A weekday in the text settles an ambiguous case; otherwise weekdays are
/// ignored.
std::optional<Timestamp> parse_date(std::string_view text);

/// The offset from UTC that a date names at its end, as "+07:00", "+0700" or a common abbreviation
/// ("WIB"); 0 if it names none. Many outlets write GMT wherever they are.
std::chrono::minutes offset_in(std::string_view date);

/// Like parse_date(), for a text that need not be a date. Returns nullopt unless the text names a
/// day and its year in full ("10.11.24" and "May 2024" do not) and has no more than three other
/// short words, such as "at" or "Uhr", at most one of them before the date.
std::optional<Timestamp> parse_exact_date(std::string_view text);

}  // namespace wirefold::parse
