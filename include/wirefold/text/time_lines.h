// Recognizes lines that only give a time.
#pragma once

#include <string_view>

namespace wirefold::text {

/// True for a relative time in the past ("27 menit yang lalu", "3 hours ago") and for a date, with
/// or without a time of day ("Minggu, 10 November 2024 - 19:06 WIB"), in the languages that have a
/// file. Any thread.
bool is_time_line(std::string_view line);

}  // namespace wirefold::text
