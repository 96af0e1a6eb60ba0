// Opens the database of a daemon. Private to the store.
#pragma once

#include <string>

#include "connection.h"
#include "wirefold/base/time.h"

namespace wirefold::store {

/// The path of a database that is not in a file.
inline constexpr char kInMemory[] = ":memory:";

/// Opens or creates the database `path` for writing, and brings its schema up to date. `now`
/// becomes the time of creation of a new database. Throws StoreError.
Connection open_database(const std::string& path, Timestamp now);

/// Values assigned to a database when it is created.
struct Birth {
  std::string instance;  ///< Identifies the database.
  Timestamp time;
};

/// Throws StoreError if they are missing.
Birth read_birth(sqlite3* db);

}  // namespace wirefold::store
