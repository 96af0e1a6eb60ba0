// The page that says what an order would do, and lets the operator choose what it is about. Private
// to the serve area.
#pragma once

#include "asked.h"

namespace wirefold::serve {

/// GET /operator/order
ResourcePtr order_page(Asked& asked);

}  // namespace wirefold::serve
