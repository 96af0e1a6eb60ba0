// How far a search for a feed, or an import of a list, is. Private to the serve area.
#pragma once

#include "asked.h"

namespace wirefold::serve {

/// GET /operator/task/N; 404 for any other path.
ResourcePtr task_page(Asked& asked);

/// POST /operator/task/stop: asks a task to end, and leads to its page.
ResourcePtr stop_task(Asked& asked);

}  // namespace wirefold::serve
