// Removes control characters from feed documents.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// Returns `utf8` without the characters that XML 1.0 (section 2.2, Char) does not allow, also for
/// JSON, and with U+0080 to U+009F read as the characters of windows-1252: such text was once
/// decoded as ISO-8859-1 on its way into the feed. Warns of each. Only needed if has_c0(), has_c1()
/// or has_last_two() is true; these checks are faster.
std::string without_controls(std::string_view utf8, Warnings& warnings);

}  // namespace wirefold::parse
