// The list of all overrides. Private to the serve area.
#pragma once

#include "asked.h"

namespace wirefold::serve {

/// GET /operator/rulings
ResourcePtr rulings_page(Asked& asked);

}  // namespace wirefold::serve
