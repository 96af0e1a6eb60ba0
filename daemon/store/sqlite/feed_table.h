// The tables feed and subscription.
#pragma once

#include <string>
#include <vector>

#include "statement.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/subscription.h"

namespace wirefold::store {

/// Reads and writes what is remembered of feeds; Store documents the calls.
class FeedTable {
 public:
  explicit FeedTable(sqlite3* db) : db_(db) {}

  FeedState feed(const std::string& url);
  std::vector<FeedState> feeds();
  std::vector<FeedState> due();
  std::vector<FeedState> without_publisher();
  void save(const FeedState& state);

  std::vector<Subscription> subscriptions();
  void save(const Subscription& subscription);
  void drop_subscription(FeedId feed);

 private:
  sqlite3* db_;
  Statement insert_{db_, "INSERT INTO feed(url) VALUES (?)"};
  Statement select_{db_, select("WHERE url = ?")};
  Statement update_{db_, update()};

  std::vector<FeedState> those(std::string_view where);
  static std::string select(std::string_view where);
  static std::string update();
};

}  // namespace wirefold::store
