// How far a search for a feed, or an import of a list, is. Private to the serve area.
#pragma once

#include "asked.h"

namespace wirefold::serve {

/// GET /operator/task/N; 404 for any other path.
ResourcePtr task_page(Asked& asked);

}  // namespace wirefold::serve
