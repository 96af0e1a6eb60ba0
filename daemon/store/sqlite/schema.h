// Creates and migrates the schema. Private to the store.
#pragma once

#include <sqlite3.h>

#include "wirefold/base/time.h"

namespace wirefold::store {

/// "WFLD": identifies a wirefold database (PRAGMA application_id).
inline constexpr int kApplicationId = 0x57464C44;

/// Migrates an open database from any version to the newest, in one transaction. Throws StoreError
/// for a foreign or a newer file. `now` becomes the time of creation of a new database.
void migrate(sqlite3* db, Timestamp now);

/// Throws StoreError unless the open database has the newest version.
void require_newest(sqlite3* db);

}  // namespace wirefold::store
