// The stores that must keep the contract of the ports. Another store is one more line in stores().
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "unit/store/memory_folder.h"
#include "unit/store/shortcuts.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::store {

/// The place of one database, with all that its store offers beside the ports.
class Place {
 public:
  virtual ~Place() = default;

  /// Opens the database as a daemon does. `now` is the time of its creation the first time.
  virtual std::unique_ptr<Database> open(Timestamp now) const = 0;

  /// Opens the database to read.
  virtual std::unique_ptr<View> open_to_read() const = 0;
  virtual bool is_in_use() const = 0;

  /// What another program changes, as in overrides.h.
  virtual void add_override(Override& order) const = 0;
  virtual bool drop_override(std::int64_t id) const = 0;
  virtual bool withdraw_override(std::int64_t id) const = 0;
  virtual bool retry_feed(const std::string& url) const = 0;

  /// What is wrong with the stored data.
  virtual std::vector<std::string> problems() const = 0;
};

/// A store under test, and how it makes a place without a database.
struct StoreUnderTest {
  std::string name;
  std::function<std::unique_ptr<Place>()> make_place;
};

inline void PrintTo(const StoreUnderTest& store, std::ostream* out) { *out << store.name; }

inline std::string name_of(const testing::TestParamInfo<StoreUnderTest>& info) {
  return info.param.name;
}

class SqlitePlace : public Place {
 public:
  std::unique_ptr<Database> open(Timestamp now) const override {
    return store::open(path_, now, title_words);
  }
  std::unique_ptr<View> open_to_read() const override { return store::open_to_read(path_); }
  bool is_in_use() const override { return store::is_in_use(path_); }

  void add_override(Override& order) const override { store::add_override(path_, order); }
  bool drop_override(std::int64_t id) const override { return store::drop_override(path_, id); }
  bool withdraw_override(std::int64_t id) const override {
    return store::withdraw_override(path_, id);
  }
  bool retry_feed(const std::string& url) const override { return store::retry_feed(path_, url); }

  std::vector<std::string> problems() const override {
    return verify(path_, [](std::size_t, std::size_t) {});
  }

 private:
  const MemoryFolder folder_;
  const std::string path_ = folder_.path("wirefold.db");
};

inline std::vector<StoreUnderTest> stores() {
  return {
      {"Sqlite", [] { return std::make_unique<SqlitePlace>(); }},
  };
}

}  // namespace wirefold::store
