// Somebody who has subscribed to one of our own feeds at our hub.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wirefold/base/time.h"

namespace wirefold {

struct HubSubscriber {
  std::int64_t id = 0;   ///< Given by the store.
  std::string topic;     ///< Path and query of the feed.
  std::string callback;  ///< URL; one subscriber a topic and callback.
  std::string secret;    ///< Signs what we send; empty: nothing is signed. Never logged.
  Timestamp lease_until{};
  std::string delivered;  ///< ETag of the document that was delivered last; empty: none yet.
  int failures = 0;       ///< Deliveries in a row that came to nothing.
};

}  // namespace wirefold
