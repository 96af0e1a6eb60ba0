#include "failure.h"

#include <system_error>

#include "wirefold/store/store.h"

namespace wirefold::store {
namespace {

std::string file_of(sqlite3* db) {
  const char* const name = sqlite3_db_filename(db, "main");
  return name == nullptr || *name == '\0' ? "in memory" : name;
}

std::string message(const std::string& path, std::string_view what) {
  return ("database " + path + ": ").append(what);
}

/// What helps, where that is known.
std::string_view advice(int code) {
  switch (code) {
    case SQLITE_BUSY:
      return "; another program is writing to it";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "; \"wirefold verify\" says where, and a backup can take its place";
    default:
      return {};
  }
}

}  // namespace

void fail(sqlite3* db, std::string_view doing) {
  const int code = sqlite3_errcode(db);
  std::string what(doing);
  what.append(": ").append(sqlite3_errmsg(db));
  const int reason = sqlite3_system_errno(db);
  if ((code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && reason != 0) {
    what.append(" (").append(std::generic_category().message(reason)).append(")");
  }
  what.append(advice(code));
  if (code == SQLITE_BUSY) throw StoreBusy(message(file_of(db), what));
  throw StoreError(message(file_of(db), what));
}

void refuse(sqlite3* db, std::string_view what) { refuse(file_of(db), what); }

void refuse(const std::string& path, std::string_view what) {
  throw StoreError(message(path, what));
}

}  // namespace wirefold::store
