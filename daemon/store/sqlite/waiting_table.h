// The table waiting: entries that wait for their pages.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "statement.h"
#include "wirefold/model/waiting_entry.h"

namespace wirefold::store {

/// Store documents the calls.
class WaitingTable {
 public:
  explicit WaitingTable(sqlite3* db) : db_(db) {}

  void add(WaitingEntry& entry);
  std::optional<WaitingEntry> take(std::uint64_t page);
  bool has(FeedId feed, std::string_view scope, std::string_view key);
  void set_scope(FeedId feed, std::string_view scope);
  void for_each(const std::function<void(const WaitingEntry&)>& use);

 private:
  static WaitingEntry read(const Statement& s);

  sqlite3* db_;
  Statement insert_{db_,
                    "INSERT INTO waiting(feed, scope, key, link, deadline, entry) "
                    "VALUES (?, ?, ?, ?, ?, ?)"};
  Statement select_{db_, "SELECT * FROM waiting WHERE page = ?"};
  Statement delete_{db_, "DELETE FROM waiting WHERE page = ?"};
  Statement has_{db_, "SELECT 1 FROM waiting WHERE key = ? AND (feed = ? OR scope = ?)"};
};

}  // namespace wirefold::store
