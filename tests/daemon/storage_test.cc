// Faults of the database and the disk that a machine meets in years of service.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "daemon/daemon_under_test.h"
#include "daemon/demo_stories.h"
#include "unit/store/by_hand.h"
#include "wirefold/base/file.h"
#include "wirefold/store/database.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::test {
namespace {

namespace fs = std::filesystem;
using store::ask_sql;
using store::run_sql;

bool may_mount() { return run_program({"unshare", "--mount", "true"}).status == 0; }

class Storage : public testing::Test {
 protected:
  Storage() {
    fs::create_directory(state());
    daemon_.configure_demo();
  }

  std::string state() const { return daemon_.dir().path("state"); }
  std::string database() const { return state() + "/wirefold.db"; }

  /// Runs the daemon by `launcher` until it ends by itself.
  Finished run(std::vector<std::string> launcher = {}) {
    for (const char* word : {WIREFOLD_PROGRAM, "run", "-c"}) launcher.emplace_back(word);
    launcher.push_back(daemon_.config());
    return run_program(launcher, {{"STATE_DIRECTORY", state()}});
  }

  /// A launcher that runs `script` in a new mount namespace. The script must run "$@".
  static std::vector<std::string> after(const std::string& script) {
    return {"unshare", "--mount", "sh", "-c", script, "sh"};
  }

  std::size_t stored() const {
    return static_cast<std::size_t>(store::open_to_read(database())->reading().count_articles());
  }

  /// Runs the daemon until the whole demo is stored.
  void fill() {
    daemon_.start();
    std::size_t known = std::stoul(log_field(daemon_.process().lines().back(), "articles"));
    for (; known < demo_stories().size(); ++known) daemon_.process().wait_for(is_event);
    ASSERT_EQ(daemon_.end(SIGTERM), 0);
  }

  void expect_good() const {
    EXPECT_EQ(store::verify(database(), [](std::size_t, std::size_t) {}),
              std::vector<std::string>());
  }

  /// Overwrites the first page of a table.
  void break_table(const std::string& table) const {
    const std::string sql = "SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'";
    const long page = std::stol(ask_sql(database(), sql.c_str()).at(0));
    std::fstream file(database(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp((page - 1) * 4096);
    file << std::string(4096, 'x');
  }

  static void expect_says(const Finished& finished, const std::string& what) {
    EXPECT_NE(finished.output.find(what), std::string::npos) << finished.output;
  }

  DaemonUnderTest daemon_;
};

TEST_F(Storage, AFullDiskEndsItWithAClearLineAndNothingIsLost) {
  if (!may_mount()) GTEST_SKIP() << "nobody may mount here";
  const std::string kept = daemon_.dir().path("kept");
  const Finished finished =
      run(after("mount -t tmpfs -o size=500k tmpfs " + state() + "; \"$@\"; result=$?; cp -r " +
                state() + ' ' + kept + "; exit $result"));
  EXPECT_EQ(finished.status, 1);
  expect_says(finished, "stop error=\"database " + database() + ": ");
  expect_says(finished, "full");
  fs::remove_all(state());
  fs::rename(kept, state());
  expect_good();
  fill();
  EXPECT_EQ(stored(), demo_stories().size());
  expect_good();
}

TEST_F(Storage, AReadOnlyFileSystemIsNamed) {
  if (!may_mount()) GTEST_SKIP() << "nobody may mount here";
  fill();
  const Finished finished = run(after("mount --bind " + state() + ' ' + state() +
                                      " && mount -o remount,ro,bind " + state() + " && \"$@\""));
  EXPECT_EQ(finished.status, 1);
  expect_says(finished, "database " + database());
  expect_says(finished, "Read-only file system");
  EXPECT_EQ(stored(), demo_stories().size());
}

TEST_F(Storage, ABrokenPageIsNamedAndABackupTakesItsPlace) {
  fill();
  const std::string copy = daemon_.dir().path("copy.db");
  store::backup(database(), copy, [](std::size_t, std::size_t) {});
  break_table("feed");
  const Finished finished = run();
  EXPECT_EQ(finished.status, 1);
  expect_says(finished, "database " + database());
  expect_says(finished, "damaged");
  expect_says(finished, "wirefold verify");
  const Finished verified = run_program({WIREFOLD_PROGRAM, "verify", database()}, {});
  EXPECT_EQ(verified.status, 1) << verified.output;
  // The steps that the manual page gives:
  for (const char* file : {"", "-wal", "-shm"}) fs::remove(database() + file);
  fs::copy_file(copy, database());
  fill();
  EXPECT_EQ(stored(), demo_stories().size());
  expect_good();
}

TEST_F(Storage, ADatabaseThatAnotherProgramHasLockedIsWaitedFor) {
  fill();
  daemon_.start();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(database().c_str(), &other), SQLITE_OK);
  sqlite3_busy_timeout(other, 10000);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const std::string feed = daemon_.dir().write(
      "new.xml",
      "<rss version=\"2.0\"><channel><title>N</title><item><guid>https://n.example/1</guid>"
      "<title>News</title></item></channel></rss>");
  daemon_.configure_demo("[[feed]]\nurl = \"file://" + feed + "\"\noutlet = \"N\"\n");
  daemon_.process().signal(SIGHUP);
  daemon_.process().wait_for_prefix("database state=locked");
  EXPECT_NE(http_get(daemon_.url("/feed.atom")).size(), 0u) << "it is served meanwhile";
  sqlite3_exec(other, "COMMIT", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  daemon_.process().wait_for_prefix("story ");
  EXPECT_EQ(daemon_.end(SIGTERM), 0);
  EXPECT_EQ(stored(), demo_stories().size() + 1);
}

TEST_F(Storage, ALockThatDoesNotEndDoesNotKeepItFromEnding) {
  fill();
  daemon_.start();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(database().c_str(), &other), SQLITE_OK);
  sqlite3_busy_timeout(other, 10000);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  daemon_.process().signal(SIGHUP);
  daemon_.process().wait_for_prefix("database state=locked");
  EXPECT_EQ(daemon_.end(SIGTERM), 1);
  sqlite3_close(other);
  expect_good();
}

}  // namespace
}  // namespace wirefold::test
