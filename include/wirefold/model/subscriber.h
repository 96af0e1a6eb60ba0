// A subscriber to one of wirefold's own feeds at its own hub.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wirefold/base/time.h"

namespace wirefold {

struct Subscriber {
  std::int64_t id = 0;   ///< Assigned by the store.
  std::string topic;     ///< Path and query of the feed.
  std::string callback;  ///< URL; topic and callback identify a subscriber.
  std::string secret;    ///< Key that signs deliveries; empty: not signed. Never logged.
  Timestamp lease_until{};
  std::string delivered;  ///< ETag of the last delivered document; empty: none yet.
  int failures = 0;       ///< Failed deliveries in a row.
};

}  // namespace wirefold
