// What is remembered of a request until its answer. Private to the serve area; the server's thread
// only.
#pragma once

#include "mhd.h"
#include "router.h"

namespace wirefold::serve {

/// One request between its header and its answer.
struct Exchange {
  MHD_Connection* connection = nullptr;
  int wait_seconds = 0;  ///< Above 0 if the address has sent too many requests.
  Body body;
  std::size_t most_body = 0;  ///< Bytes that are kept of the body of an operator's request.
  bool asked = false;         ///< The desk renders, or has rendered, the resource.
  ResourcePtr made;           ///< The rendered resource; null if rendering failed.
  ResourcePtr full;           ///< The whole feed, while the delta to an older version is rendered.
};

}  // namespace wirefold::serve
