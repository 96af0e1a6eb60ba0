// Characters that no feed may hold and many do.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// `utf8` without the characters that XML 1.0 (section 2.2, Char) cannot carry, in JSON too, and
/// with U+0080 to U+009F read as the letters of windows-1252: text of that encoding taken for
/// ISO-8859-1 once, on its way into the feed. Warns of each. To be asked for where has_c0(),
/// has_c1() or has_last_two() say so, which is faster.
std::string without_controls(std::string_view utf8, Warnings& warnings);

}  // namespace wirefold::parse
