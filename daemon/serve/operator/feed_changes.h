// Changes feeds of the list. Private to the serve area.
#pragma once

#include "asked.h"

namespace wirefold::serve {

/// GET and POST /operator/feeds/edit
ResourcePtr edit_page(Asked& asked);
ResourcePtr edit_feed(Asked& asked);

/// GET and POST /operator/feeds/remove
ResourcePtr remove_page(Asked& asked);
ResourcePtr remove_feed(Asked& asked);

/// POST /operator/feeds/retry
ResourcePtr retry_feed(Asked& asked);

}  // namespace wirefold::serve
