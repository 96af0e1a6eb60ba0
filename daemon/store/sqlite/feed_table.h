// Reads and writes the tables feed and subscription. Private to the store.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "statement.h"
#include "wirefold/store/feeds.h"

namespace wirefold::store {

class FeedTable : public Feeds, public FeedWriter {
 public:
  explicit FeedTable(sqlite3* db) : db_(db) {}

  std::vector<FeedState> all() override;
  std::vector<FeedState> due() override;
  std::vector<FeedState> without_publisher() override;
  std::string icon(FeedId feed) override;
  std::vector<Subscription> subscriptions() override;

  std::vector<FeedState> enter(std::span<const std::string> urls) override;
  void save(const FeedState& state) override;
  void save(const Subscription& subscription) override;

  /// Call it when a transaction was rolled back, or another program may have changed feeds.
  void forget_saved() { saved_.clear(); }

 private:
  FeedState enter(const std::string& url);

  sqlite3* db_;
  Statement insert_{db_, "INSERT INTO feed(url) VALUES (?)"};
  Statement select_{db_, select("WHERE url = ?")};
  Statement update_{db_, update_all()};
  Statement update_poll_{db_, update_poll()};
  // Hashes of the columns that save() has written, without those of the poll.
  std::unordered_map<FeedId, std::uint64_t> saved_;

  std::vector<FeedState> those(std::string_view where);
  static std::string select(std::string_view where);
  static std::string update_all();
  static std::string update_poll();
};

}  // namespace wirefold::store
