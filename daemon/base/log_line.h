// A log event as text. Private to the base area.
#pragma once

#include <string>

#include "wirefold/base/log.h"
#include "wirefold/base/time.h"

namespace wirefold {

/// For a terminal: the local time, the name in the colour of its level, keys in a faint one.
std::string coloured_line(const LogEvent& event, Timestamp now);

/// One object: time, level, area, event, and the fields.
std::string json_line(const LogEvent& event, Timestamp now);

}  // namespace wirefold
