// Dates as feeds write them.
#pragma once

#include <optional>
#include <string_view>

#include "wirefold/base/time.h"

namespace wirefold::parse {

/// Reads RFC 3339 and W3C-DTF (also with a space for the T, or a date alone), and RFC 822 / 2822
/// with the variants seen in feeds: no weekday, two-digit year, no seconds, named zones, month
/// names written out. A time without a zone is read as UTC.
///
/// Nothing for what is no date or names a day that the calendar does not have: an absent date is
/// better than a wrong one.
std::optional<Timestamp> parse_date(std::string_view text);

}  // namespace wirefold::parse
