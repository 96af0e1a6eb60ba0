// Characters that no feed may hold and many do.
#pragma once

#include <string>

#include "warnings.h"

namespace wirefold::parse {

/// Drops the control characters that XML 1.0 (section 2.2) and JSON cannot carry, and reads U+0080
/// to U+009F as the letters of windows-1252: text of that encoding taken for ISO-8859-1 once, on
/// its way into the feed.
void mend_controls(std::string& utf8, Warnings& warnings);

}  // namespace wirefold::parse
