// Makes a response of what a transfer has received. Private to the fetch area.
#pragma once

#include <cstddef>

#include "transfer.h"
#include "wirefold/fetch/request.h"

namespace wirefold::fetch {

/// The response of a transfer that ended with `code`, or never began. Takes request and body out of
/// it. `room`: bytes that the other bodies leave for this one when it is unpacked; it may always be
/// as large as it was sent.
Response response_of(Transfer& transfer, CURLcode code, std::size_t room);

}  // namespace wirefold::fetch
