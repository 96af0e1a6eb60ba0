// Reads and writes the overrides of the operator in the table ruling. Private to the store.
#pragma once

#include <vector>

#include "statement.h"
#include "wirefold/store/overrides.h"

namespace wirefold::store {

class OverrideTable : public Overrides, public OverrideWriter {
 public:
  explicit OverrideTable(sqlite3* db) : db_(db) {}

  std::vector<Override> all() override;
  void add(Override& order) override;
  void close(const Override& order) override;
  void drop(std::int64_t id) override;
  void drop_followers(std::int64_t id) override;

  /// As store::withdraw_override().
  bool withdraw(std::int64_t id);

 private:
  sqlite3* db_;
};

}  // namespace wirefold::store
