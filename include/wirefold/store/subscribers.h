// The port of our hub: who subscribes to our feeds.
#pragma once

#include <cstdint>
#include <vector>

#include "wirefold/model/subscriber.h"

namespace wirefold::store {

/// All methods throw StoreError.
class Subscribers {
 public:
  virtual ~Subscribers() = default;

  /// All subscribers of our hub, by rising id.
  virtual std::vector<Subscriber> all() = 0;
};

/// Changes subscribers within a Transaction.
class SubscriberWriter {
 public:
  virtual ~SubscriberWriter() = default;

  /// Stores a subscriber and sets its id. Replaces one with the same topic and callback.
  virtual void save(Subscriber& subscriber) = 0;
  virtual void drop(std::int64_t id) = 0;
};

}  // namespace wirefold::store
