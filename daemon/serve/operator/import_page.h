// The page of an import of a list. Private to the serve area.
#pragma once

#include "asked.h"

namespace wirefold::serve {

/// The feeds of the list whose fate is known.
Page import_page(const Asked& asked, const TaskState& state);

}  // namespace wirefold::serve
