// Reads and writes the entries that wait for their pages, in the table waiting. Private to the
// store.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "statement.h"
#include "wirefold/model/waiting_entry.h"

namespace wirefold::store {

class WaitingTable {
 public:
  explicit WaitingTable(sqlite3* db) : db_(db) {}

  void add(WaitingEntry& entry);
  std::optional<WaitingEntry> find(std::uint64_t page);
  void drop(std::uint64_t page);
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
  Statement has_{
      db_, "SELECT 1 FROM waiting WHERE key = ?1 AND (feed = ?2 OR (scope = ?3 AND ?3 <> ''))"};
};

}  // namespace wirefold::store
