// Says why a transfer failed. Private to the fetch area.
#pragma once

#include "transfer.h"
#include "wirefold/base/result.h"

namespace wirefold::fetch {

/// The body does not fit beside the other bodies.
Error crowded_out();

/// The body exceeds its limit.
Error too_large();

/// The error of a transfer that ended with `code`, which is not CURLE_OK, or never began.
Error error_of(const Transfer& transfer, CURLcode code);

/// True if no server was reached: no address for the name, or no connection.
bool is_unreachable(const Transfer& transfer, CURLcode code);

/// True if the connection ended during the body and none of our limits did it: the document may
/// still be complete.
bool breaks_off(const Transfer& transfer, CURLcode code);

}  // namespace wirefold::fetch
