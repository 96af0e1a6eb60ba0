// Adds feeds: by a search, or from a list. Private to the serve area.
#pragma once

#include "asked.h"

namespace wirefold::serve {

/// GET /operator/feeds
ResourcePtr add_page(Asked& asked);

/// POST /operator/feeds/find: the search goes on as a task.
ResourcePtr find_feed(Asked& asked);

/// POST /operator/feeds/add
ResourcePtr add_feed(Asked& asked);

/// POST /operator/feeds/import: the import goes on as a task.
ResourcePtr import_list(Asked& asked);

}  // namespace wirefold::serve
