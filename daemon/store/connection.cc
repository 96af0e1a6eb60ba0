#include "connection.h"

#include "schema.h"
#include "wirefold/store/store.h"

namespace wirefold::store {

Connection open_beside(const std::string& path, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  Connection db(raw);
  if (code != SQLITE_OK) throw StoreError(raw ? sqlite3_errmsg(raw) : sqlite3_errstr(code));
  sqlite3_busy_timeout(raw, kBusyTimeoutMs);
  require_newest(raw);
  return db;
}

bool with_path(const std::string& path, const std::function<bool()>& work) {
  try {
    return work();
  } catch (const StoreError& error) {
    throw StoreError("database " + path + ": " + error.what());
  }
}

}  // namespace wirefold::store
