#include "failure.h"

#include <cerrno>
#include <system_error>

#include "wirefold/store/error.h"

namespace wirefold::store {
namespace {

std::string file_of(sqlite3* db) {
  const char* const name = sqlite3_db_filename(db, "main");
  return name == nullptr || *name == '\0' ? "in memory" : name;
}

std::string message(const std::string& path, std::string_view what) {
  return ("database " + path + ": ").append(what);
}

/// Empty if SQLite's own message is better.
std::string_view known_words(int code) {
  switch (code) {
    case SQLITE_BUSY:
      return "locked; another program is writing to it";
    case SQLITE_CORRUPT:
      return "damaged; \"wirefold verify\" says where; restore a backup";
    case SQLITE_NOTADB:
      return "not a database; restore a backup";
    case SQLITE_FULL:
      return "the disk is full";
    case SQLITE_READONLY:
      return "not writable: the file or its folder belongs to another user";
    case SQLITE_CANTOPEN:
      return "cannot be opened";
    case SQLITE_IOERR:
      return "the disk cannot be read or written";
    default:
      return {};
  }
}

[[noreturn]] void fail(sqlite3* db, const std::string& path, std::string_view doing) {
  const int code = sqlite3_errcode(db);
  std::string what(doing);
  const std::string_view known = known_words(code);
  what.append(doing.empty() ? "" : ": ").append(known.empty() ? sqlite3_errmsg(db) : known);
  const int reason = sqlite3_system_errno(db);
  if ((code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && reason != 0) {
    what.append(" (").append(std::generic_category().message(reason)).append(")");
    if (reason == EACCES) what.append("; beside the service, use sudo");
  }
  if (code == SQLITE_BUSY) throw StoreBusy(message(path, what));
  throw StoreError(message(path, what));
}

}  // namespace

std::string words_of(int code) {
  const std::string_view known = known_words(code);
  return std::string(known.empty() ? sqlite3_errstr(code) : known);
}

void fail(sqlite3* db, std::string_view doing) { fail(db, file_of(db), doing); }

void fail_to_open(sqlite3* db, const std::string& path) { fail(db, path, ""); }

void refuse(sqlite3* db, std::string_view what) { refuse(file_of(db), what); }

void refuse(const std::string& path, std::string_view what) {
  throw StoreError(message(path, what));
}

}  // namespace wirefold::store
