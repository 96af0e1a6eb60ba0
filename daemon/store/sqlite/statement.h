// Thin RAII over SQLite. Private to the store.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "failure.h"
#include "wirefold/base/handle.h"
#include "wirefold/base/time.h"

namespace wirefold::store {

/// Runs SQL that returns no rows.
inline void execute(sqlite3* db, const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(db, "execute");
}

/// One prepared statement. Used on the thread that owns its connection.
class Statement {
 public:
  /// Throws StoreError when `sql` does not compile against the open schema.
  Statement(sqlite3* db, std::string_view sql) : db_(db) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &raw, nullptr) != SQLITE_OK) {
      fail(db, "prepare");
    }
    stmt_.reset(raw);
  }

  /// Prepares the statement for new values, whatever its state.
  Statement& reset() {
    sqlite3_reset(stmt_.get());
    sqlite3_clear_bindings(stmt_.get());
    next_ = 1;
    return *this;
  }

  /// Binds the next parameter. SQLite copies the text.
  Statement& bind(std::string_view text) {
    return check(sqlite3_bind_text64(stmt_.get(), next_++,
                                     text.data() == nullptr ? "" : text.data(), text.size(),
                                     SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  Statement& bind_blob(std::string_view bytes) {
    return check(
        sqlite3_bind_blob64(stmt_.get(), next_++, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  }
  Statement& bind(std::int64_t value) {
    return check(sqlite3_bind_int64(stmt_.get(), next_++, value));
  }
  Statement& bind(double value) { return check(sqlite3_bind_double(stmt_.get(), next_++, value)); }
  Statement& bind(Timestamp t) { return bind(std::int64_t{t.time_since_epoch().count()}); }
  template <typename T>
  Statement& bind(const std::optional<T>& value) {
    return value ? bind(*value) : check(sqlite3_bind_null(stmt_.get(), next_++));
  }

  /// Advances to the next row; false if there is none.
  bool step() {
    switch (sqlite3_step(stmt_.get())) {
      case SQLITE_ROW:
        return true;
      case SQLITE_DONE:
        sqlite3_reset(stmt_.get());
        return false;
      default:
        fail(db_, "step");
    }
  }

  std::int64_t int64(int column) const noexcept {
    return sqlite3_column_int64(stmt_.get(), column);
  }
  double real(int column) const noexcept { return sqlite3_column_double(stmt_.get(), column); }
  std::string text(int column) const {
    const auto* bytes = sqlite3_column_text(stmt_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(stmt_.get(), column));
    return bytes == nullptr ? std::string()
                            : std::string(reinterpret_cast<const char*>(bytes), size);
  }
  std::string blob(int column) const {
    const void* bytes = sqlite3_column_blob(stmt_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(stmt_.get(), column));
    return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
  }
  Timestamp time(int column) const noexcept {
    return Timestamp(std::chrono::seconds(int64(column)));
  }
  std::optional<Timestamp> maybe_time(int column) const noexcept {
    if (sqlite3_column_type(stmt_.get(), column) == SQLITE_NULL) return std::nullopt;
    return time(column);
  }
  bool is_null(int column) const noexcept {
    return sqlite3_column_type(stmt_.get(), column) == SQLITE_NULL;
  }

 private:
  Statement& check(int code) {
    if (code != SQLITE_OK) fail(db_, "bind");
    return *this;
  }

  sqlite3* db_;  // not owned; outlives every statement made from it
  Handle<sqlite3_stmt, sqlite3_finalize> stmt_;
  int next_ = 1;
};

/// The first column of the first row, for a PRAGMA or a count; 0 if there is no row.
inline std::int64_t number_of(sqlite3* db, std::string_view sql) {
  Statement statement(db, sql);
  return statement.step() ? statement.int64(0) : 0;
}

}  // namespace wirefold::store
