// The time zone of ICU. Private to the serve area.
#pragma once

namespace wirefold::serve {

/// Sets ICU's default zone to UTC, once. To be called before a date format is made: else ICU looks
/// for the machine's zone, with tzset(), which other threads use. Safe from any thread.
void set_icu_zone();

}  // namespace wirefold::serve
