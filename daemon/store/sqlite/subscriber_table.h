// Reads and writes the subscribers of our hub in the table subscriber. Private to the store.
#pragma once

#include <vector>

#include "statement.h"
#include "wirefold/store/subscribers.h"

namespace wirefold::store {

class SubscriberTable : public Subscribers, public SubscriberWriter {
 public:
  explicit SubscriberTable(sqlite3* db) : db_(db) {}

  void save(Subscriber& subscriber) override;
  void drop(std::int64_t id) override;
  std::vector<Subscriber> all() override;

 private:
  sqlite3* db_;
};

}  // namespace wirefold::store
