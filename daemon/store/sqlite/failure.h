// What went wrong, for people. Private to the store.
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>

namespace wirefold::store {

/// What SQLite's result `code` means and what helps, where that is known; else SQLite's words.
std::string words_of(int code);

/// Throws StoreError, or StoreBusy, for what SQLite has just refused on `db`: with the file, what
/// was being done, the system's reason and what helps.
[[noreturn]] void fail(sqlite3* db, std::string_view doing);

/// The same of a database `path` that could not be opened.
[[noreturn]] void fail_to_open(sqlite3* db, const std::string& path);

/// Throws StoreError for what we refuse ourselves.
[[noreturn]] void refuse(sqlite3* db, std::string_view what);
[[noreturn]] void refuse(const std::string& path, std::string_view what);

}  // namespace wirefold::store
