// The operator's word: the table ruling.
#pragma once

#include <vector>

#include "statement.h"
#include "wirefold/model/override.h"

namespace wirefold::store {

/// Store documents the calls.
class RulingTable {
 public:
  explicit RulingTable(sqlite3* db) : db_(db) {}

  void add(Ruling& ruling);
  void close(const Ruling& ruling);
  bool drop(std::int64_t id);
  void drop_followers(std::int64_t id);
  bool withdraw(std::int64_t id);
  std::vector<Ruling> all();

 private:
  sqlite3* db_;
};

}  // namespace wirefold::store
