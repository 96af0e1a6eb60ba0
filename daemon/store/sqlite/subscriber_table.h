// Who has subscribed at our hub: the table subscriber.
#pragma once

#include <vector>

#include "statement.h"
#include "wirefold/model/subscriber.h"

namespace wirefold::store {

/// Store documents the calls.
class SubscriberTable {
 public:
  explicit SubscriberTable(sqlite3* db) : db_(db) {}

  void save(HubSubscriber& subscriber);
  void drop(std::int64_t id);
  std::vector<HubSubscriber> all();

 private:
  sqlite3* db_;
};

}  // namespace wirefold::store
