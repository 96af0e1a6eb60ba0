// Turns errors of the database into exceptions with readable messages. Private to the store.
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>

namespace wirefold::store {

/// A message for SQLite's result `code`, with a remedy if there is one; else SQLite's own message.
std::string words_of(int code);

/// Throws StoreError, or StoreBusy, for the last error of SQLite on `db`. The message has the file,
/// the operation, the system's reason and a remedy.
[[noreturn]] void fail(sqlite3* db, std::string_view doing);

/// Throws in the same way for a database `path` that could not be opened.
[[noreturn]] void fail_to_open(sqlite3* db, const std::string& path);

/// Throw StoreError for an error that SQLite does not report.
[[noreturn]] void refuse(sqlite3* db, std::string_view what);
[[noreturn]] void refuse(const std::string& path, std::string_view what);

}  // namespace wirefold::store
