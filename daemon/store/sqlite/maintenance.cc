#include "wirefold/store/maintenance.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "connection.h"
#include "failure.h"
#include "private_file.h"
#include "statement.h"
#include "store/sqlite/events/entry_keeper.h"
#include "wirefold/store/error.h"

namespace wirefold::store {
namespace {

namespace fs = std::filesystem;

using Backup = Handle<sqlite3_backup, sqlite3_backup_finish>;

constexpr int kPagesAtATime = 512;

[[noreturn]] void fail_io(const std::string& path) {
  refuse(path, std::generic_category().message(errno));
}

void sync(const std::string& path, int flags) {
  const int fd = open(path.c_str(), flags | O_CLOEXEC);
  if (fd < 0 || fsync(fd) != 0) {
    if (fd >= 0) close(fd);
    fail_io(path);
  }
  close(fd);
}

/// Copies the snapshot of a read transaction. Later writes of the daemon are not included.
void copy(sqlite3* from, const std::string& to, const OnProgress& progress) {
  const Connection db = connect(to, SQLITE_OPEN_READWRITE);
  execute(from, "BEGIN");
  Statement(from, "SELECT 1 FROM meta").step();
  const Backup backup(sqlite3_backup_init(db.get(), "main", from, "main"));
  if (!backup) fail(db.get(), "backup");
  int step = SQLITE_OK;
  while ((step = sqlite3_backup_step(backup.get(), kPagesAtATime)) == SQLITE_OK) {
    const auto total = static_cast<std::size_t>(sqlite3_backup_pagecount(backup.get()));
    progress(total - static_cast<std::size_t>(sqlite3_backup_remaining(backup.get())), total);
  }
  if (step != SQLITE_DONE) refuse(to, words_of(step));
}

/// Turns the copy into a single file without a write-ahead log.
void settle(const std::string& path) {
  const Connection db = open_beside(path, SQLITE_OPEN_READWRITE);
  execute(db.get(), "PRAGMA journal_mode = DELETE");
}

/// SQL queries that return one row of text per problem.
const std::string kChecks[] = {
    "SELECT integrity_check FROM pragma_integrity_check(20) WHERE integrity_check <> 'ok'",
    "SELECT 'row ' || rowid || ' of ' || \"table\" || ' refers to a missing row of ' || parent "
    "FROM pragma_foreign_key_check LIMIT 20",
    "SELECT 'story ' || story.id || ' has a lead that belongs to another story' FROM story "
    "JOIN article ON article.id = story.lead WHERE article.story <> story.id LIMIT 20",
    "SELECT 'story ' || story.id || ' has articles and no lead' FROM story "
    "WHERE lead IS NULL AND EXISTS (SELECT 1 FROM article WHERE article.story = story.id) LIMIT 20",
    "SELECT 'story ' || id || ' is part of another story and has a lead' FROM story "
    "WHERE merged_into IS NOT NULL AND lead IS NOT NULL LIMIT 20",
    "SELECT 'story ' || id || ' has no uid' FROM story WHERE uid IS NULL OR uid = '' LIMIT 20",
    "SELECT 'story ' || story.id || ' is in an event and has no articles' FROM report "
    "JOIN story ON story.id = report.story WHERE story.lead IS NULL LIMIT 20",
    "SELECT 'event ' || id || ' has no stories' FROM happening "
    "WHERE NOT EXISTS (SELECT 1 FROM report WHERE report.event = happening.id) LIMIT 20",
    "SELECT 'event ' || event || ' was founded by more than one story' FROM report "
    "WHERE founded GROUP BY event HAVING count(*) > 1 LIMIT 20",
    "SELECT 'event ' || id || ' is not served as its stories demand' FROM happening "
    "WHERE first IS NOT " +
        kPlaceByRule + " LIMIT 20",
    "SELECT 'event ' || happening.id || ' is served and has ended' FROM happening "
    "JOIN ended_entry ON ended_entry.of_event AND ended_entry.id = happening.id "
    "WHERE first IS NOT NULL LIMIT 20",
};

/// True for a wirefold database of this schema version.
bool is_ours(const std::string& path) {
  try {
    open_beside(path, SQLITE_OPEN_READONLY);
    return true;
  } catch (const StoreError&) {
    return false;
  }
}

}  // namespace

void backup(const std::string& path, const std::string& to, const OnProgress& progress) {
  if (fs::exists(to)) {
    if (fs::equivalent(path, to)) refuse(to, "cannot be backed up to itself");
    if (!is_ours(to)) refuse(to, "not a backup of wirefold; it is not replaced");
  }
  const std::string partial = to + ".partial";
  try {
    unlink(partial.c_str());  // left by a backup that was killed
    if (!make_private_file(partial)) fail_io(partial);
    copy(open_beside(path, SQLITE_OPEN_READONLY).get(), partial, progress);
    settle(partial);
    const auto problems = verify(partial, [](std::size_t, std::size_t) {});
    if (!problems.empty()) refuse(path, problems.front());
    sync(partial, O_RDWR);
    if (rename(partial.c_str(), to.c_str()) != 0) fail_io(to);
    const fs::path directory = fs::absolute(to).parent_path();
    sync(directory.string(), O_RDONLY | O_DIRECTORY);
  } catch (const std::exception&) {
    unlink(partial.c_str());
    throw;
  }
}

std::vector<std::string> verify(const std::string& path, const OnProgress& progress) {
  std::vector<std::string> out;
  const Connection db = open_beside(path, SQLITE_OPEN_READONLY);
  std::size_t done = 0;
  progress(done, std::size(kChecks));
  for (const std::string& check : kChecks) {
    try {
      Statement s(db.get(), check);
      while (s.step()) out.push_back(s.text(0));
    } catch (const StoreError&) {  // too damaged to be searched
      out.emplace_back(sqlite3_errmsg(db.get()));
    }
    progress(++done, std::size(kChecks));
  }
  return out;
}

}  // namespace wirefold::store
