// Gives the operator's orders, and undoes them. Private to the serve area.
#pragma once

#include "asked.h"

namespace wirefold::serve {

/// POST /operator/order
ResourcePtr give_order(Asked& asked);

/// POST /operator/undo
ResourcePtr undo_ruling(Asked& asked);

}  // namespace wirefold::serve
