#include "connection.h"

#include <filesystem>

#include "failure.h"
#include "schema.h"
#include "wirefold/store/error.h"

namespace wirefold::store {

Connection connect(const std::string& path, int flags) {
  sqlite3* raw = nullptr;
  // One thread at a time uses a connection, so SQLite needs no mutex for it.
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection db(raw);
  if (code != SQLITE_OK && raw == nullptr) refuse(path, words_of(code));
  if (code != SQLITE_OK) fail_to_open(raw, path);
  sqlite3_busy_timeout(raw, kBusyTimeoutMs);
  return db;
}

Connection open_beside(const std::string& path, int flags) {
  std::error_code ignored;
  if (std::filesystem::status(path, ignored).type() == std::filesystem::file_type::not_found) {
    throw StoreError("no database at " + path +
                     " yet: start wirefold with this configuration first");
  }
  Connection db = connect(path, flags);
  require_newest(db.get());
  return db;
}

}  // namespace wirefold::store
