// Dates as feeds write them.
#pragma once

#include <optional>
#include <string_view>

#include "wirefold/base/time.h"

namespace wirefold::parse {

/// Reads ISO 8601 (RFC 3339, W3C-DTF, week and ordinal dates, basic forms), RFC 822 / 2822 / 850
/// and ctime with the variants seen in feeds, Unix time from seconds to nanoseconds, "/Date(ms)/",
/// and dates in words or numbers as publishers write them in some 70 languages (month and day names
/// from CLDR), in digits of any script and ideographs, also in Thai and East Asian eras and the
/// Persian and Islamic calendars. Zones may be offsets, abbreviations or IANA names; a time without
/// a zone, or with one that nobody knows, is UTC.
///
/// Nothing for what is no date, names a day that the calendar does not have or a year outside of
/// 1900 to 2199, is 1 January 1970 or 1900 in any zone (which programs write where they have none),
/// or can be read as two days (10/11/2024): an absent date is better than a wrong one. A weekday in
/// the text settles such a case; otherwise it is not looked at.
std::optional<Timestamp> parse_date(std::string_view text);

/// The same for a text that may be anything: nothing unless it names a day and its year in full
/// ("10.11.24" and "May 2024" do not) and says nothing else but at most three short words, such as
/// "at" or "Uhr", of which one may stand before it.
std::optional<Timestamp> parse_exact_date(std::string_view text);

}  // namespace wirefold::parse
