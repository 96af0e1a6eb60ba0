// Opens a database that a daemon may have open. Private to the store.
#pragma once

#include <sqlite3.h>

#include <string>

#include "wirefold/base/handle.h"

namespace wirefold::store {

using Connection = Handle<sqlite3, sqlite3_close>;

inline constexpr int kBusyTimeoutMs = 5000;

/// Opens a database of any schema version; `flags` as for sqlite3_open_v2(). Throws StoreError.
Connection connect(const std::string& path, int flags);

/// Opens an existing database of this schema version; `flags` as for sqlite3_open_v2(). Throws
/// StoreError.
Connection open_beside(const std::string& path, int flags);

}  // namespace wirefold::store
