// Writes the times in entries for people. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/base/time.h"

namespace wirefold::serve {

/// "9 November 2024 at 14:05", in UTC, as `language` (BCP 47) writes it, but in the Gregorian
/// calendar and with Latin digits; in English if ICU does not know the language. Safe from any
/// thread.
std::string entry_time(std::string_view language, Timestamp time);

}  // namespace wirefold::serve
