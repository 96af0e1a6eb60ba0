// The page of a search for a feed. Private to the serve area.
#pragma once

#include "asked.h"

namespace wirefold::serve {

/// What the search has done so far, or what it found, with the form that adds it.
Page found_page(const Asked& asked, const TaskState& state);

}  // namespace wirefold::serve
