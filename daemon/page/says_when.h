// Recognizes lines that give the time of a text. Private to the page area.
#pragma once

#include <string_view>

namespace wirefold::page {

/// True for a short line that begins or ends with a time or a date: "Jo Doe, 3 hours ago", "Posted
/// Nov 18, 2026 9:10 UTC by Jo Doe".
bool says_when(std::string_view line);

}  // namespace wirefold::page
