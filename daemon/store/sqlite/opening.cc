#include "opening.h"

#include <cerrno>
#include <charconv>
#include <filesystem>

#include "failure.h"
#include "private_file.h"
#include "schema.h"
#include "statement.h"
#include "wirefold/store/error.h"

namespace wirefold::store {
namespace {

// Room for the pages that a transaction changes. Pages that do not fit are written twice.
constexpr int kCacheKib = 16384;

// A write-ahead log that a long transaction or a slow reader has made larger is later cut to this.
constexpr std::int64_t kMostLogBytes = std::int64_t{16} << 20;

/// A database can return free pages only if it was created or rewritten with auto_vacuum. If the
/// disk has no room for the rewrite, the database stays as it is and the next start tries again.
void make_vacuumable(sqlite3* db) {
  constexpr std::int64_t kIncremental = 2;
  if (number_of(db, "PRAGMA auto_vacuum") == kIncremental) return;
  try {
    execute(db, "VACUUM");
  } catch (const StoreError&) {  // the next start tries again
  }
}

/// Rewrites the whole file, because data that a migration has removed from rows is still in free
/// pages and in the write-ahead log. If the disk has no room, or a reader blocks the checkpoint,
/// the next start tries again.
void scrub(sqlite3* db) {
  if (number_of(db, "SELECT count(*) FROM meta WHERE key = 'scrub'") == 0) return;
  try {
    execute(db, "VACUUM");
    if (number_of(db, "PRAGMA wal_checkpoint(TRUNCATE)") != 0) return;  // 1: blocked by a reader
    execute(db, "DELETE FROM meta WHERE key = 'scrub'");
  } catch (const StoreError&) {  // the next start tries again
  }
}

/// Creates a missing database with mode 0600; SQLite would use the umask.
void make_database(const std::string& path) {
  if (path == kInMemory || make_private_file(path) || errno != EEXIST) return;
  std::error_code ignored;
  const bool nowhere =
      std::filesystem::is_symlink(path, ignored) && !std::filesystem::exists(path, ignored);
  if (nowhere) refuse(path, "a link whose target does not exist");
}

}  // namespace

Connection open_database(const std::string& path, Timestamp now) {
  make_database(path);
  Connection db = connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  execute(db.get(), "PRAGMA auto_vacuum = INCREMENTAL");
  execute(db.get(), "PRAGMA synchronous = FULL");
  execute(db.get(), "PRAGMA foreign_keys = ON");
  execute(db.get(), "PRAGMA secure_delete = FAST");
  execute(db.get(), "PRAGMA cache_size = -" + std::to_string(kCacheKib));
  execute(db.get(), "PRAGMA journal_size_limit = " + std::to_string(kMostLogBytes));
  migrate(db.get(), now);  // refuses foreign files, so it precedes all that changes the file
  execute(db.get(), "PRAGMA journal_mode = WAL");
  make_vacuumable(db.get());
  scrub(db.get());
  return db;
}

Birth read_birth(sqlite3* db) {
  const auto meta = [db](std::string_view key) {
    Statement s(db, "SELECT value FROM meta WHERE key = ?");
    if (!s.bind(key).step()) refuse(db, "row meta." + std::string(key) + " is missing");
    return s.text(0);
  };
  const std::string born = meta("born");
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(born.data(), born.data() + born.size(), seconds);
  if (error != std::errc() || end != born.data() + born.size()) {
    refuse(db, "row meta.born is not a number: " + born);
  }
  return {meta("instance"), Timestamp(std::chrono::seconds(seconds))};
}

}  // namespace wirefold::store
