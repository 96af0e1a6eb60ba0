// Which files are opened as a database, and how the others are refused.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "unit/store/shortcuts.h"
#include "wirefold/base/file.h"

namespace wirefold::store {
namespace {

namespace fs = std::filesystem;

class DatabaseFile : public testing::Test {
 protected:
  static constexpr char kNothing[] = "it was opened";

  /// The error of opening the database as a daemon.
  std::string refusal() const {
    try {
      opened(path);
    } catch (const StoreError& error) {
      return error.what();
    }
    return kNothing;
  }

  /// The error of opening it to read.
  std::string refusal_to_read() const {
    try {
      open_to_read(path);
    } catch (const StoreError& error) {
      return error.what();
    }
    return kNothing;
  }

  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  test::TempDir dir;
  std::string path = dir.path("w.db");
};

TEST_F(DatabaseFile, KeepsASecondDaemonOut) {
  const auto first = opened(path);
  const std::string error = refusal();
  EXPECT_TRUE(has(error, "in use")) << error;
  EXPECT_TRUE(has(error, path)) << error;
}

TEST_F(DatabaseFile, RefusesAForeignDatabase) {
  run_sql(path, "CREATE TABLE other(x)");
  EXPECT_TRUE(has(refusal(), path + ": not a wirefold database")) << refusal();
}

TEST_F(DatabaseFile, LeavesAForeignDatabaseAsItIs) {
  run_sql(path, "CREATE TABLE other(x)");
  const auto before = read_file(path, 1 << 20);
  refusal();
  EXPECT_EQ(*read_file(path, 1 << 20), *before);
}

TEST_F(DatabaseFile, RefusesANewerSchema) {
  opened(path);
  run_sql(path, "PRAGMA user_version = 999");
  EXPECT_TRUE(has(refusal(), "written by a newer wirefold (schema 999")) << refusal();
  EXPECT_TRUE(has(refusal_to_read(), "written by a newer wirefold")) << refusal_to_read();
}

TEST_F(DatabaseFile, ReadsNoOlderSchema) {
  opened(path);
  run_sql(path, "PRAGMA user_version = 13");
  EXPECT_TRUE(has(refusal_to_read(), "start the daemon once")) << refusal_to_read();
}

TEST_F(DatabaseFile, RefusesAFileThatIsNoDatabase) {
  dir.write("w.db", std::string(4096, 'x'));
  EXPECT_TRUE(has(refusal(), path + ": ")) << refusal();
  EXPECT_TRUE(has(refusal(), "not a database")) << refusal();
}

TEST_F(DatabaseFile, SaysWhichDirectoryIsMissing) {
  path = "/nonexistent/w.db";
  EXPECT_TRUE(has(refusal(), path)) << refusal();
}

TEST_F(DatabaseFile, MakesNoDatabaseToRead) {
  EXPECT_TRUE(has(refusal_to_read(), "no database at " + path)) << refusal_to_read();
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(DatabaseFile, RefusesALinkThatLeadsNowhere) {
  fs::create_symlink(dir.path("nowhere"), path);
  EXPECT_TRUE(has(refusal(), "a link whose target does not exist")) << refusal();
  EXPECT_FALSE(fs::exists(dir.path("nowhere")));
}

TEST_F(DatabaseFile, RefusesADatabaseWithoutItsBirth) {
  opened(path);
  run_sql(path, "DELETE FROM meta WHERE key = 'born'");
  EXPECT_TRUE(has(refusal(), "meta.born is missing")) << refusal();
  run_sql(path, "INSERT INTO meta VALUES ('born', 'yesterday')");
  EXPECT_TRUE(has(refusal(), "meta.born is not a number: yesterday")) << refusal();
}

TEST_F(DatabaseFile, MakesFilesForTheirOwnerAloneWhateverTheUmask) {
  const mode_t mask = umask(0);
  const auto database = opened(path);
  umask(mask);
  int files = 0;
  for (const auto& file : fs::directory_iterator(dir.path())) {
    EXPECT_EQ(file.status().permissions(), fs::perms(0600)) << file.path();
    ++files;
  }
  EXPECT_EQ(files, 4) << "the database, its log, the log's index and the lock";
}

TEST_F(DatabaseFile, LeavesOneFileAndTheLock) {
  opened(path);
  int files = 0;
  for (const auto& file : fs::directory_iterator(dir.path())) {
    EXPECT_TRUE(file.path() == path || file.path() == path + ".lock") << file.path();
    ++files;
  }
  EXPECT_EQ(files, 2);
}

TEST_F(DatabaseFile, ADatabaseInMemoryNeedsNoFile) {
  const auto database = opened(":memory:");
  change(*database, [](Transaction& to) { enter(to, "https://h.example/feed"); });
  EXPECT_EQ(database->feeds().all().size(), 1u);
  EXPECT_NO_THROW(opened(":memory:")) << "each is one of its own";
}

TEST_F(DatabaseFile, ThoseWhoReadChangeNoFile) {
  opened(path);
  const auto before = read_file(path, 1 << 20);
  open_to_read(path)->reading().count_articles();
  EXPECT_EQ(*read_file(path, 1 << 20), *before);
}

TEST_F(DatabaseFile, LooksForADaemonWithoutMakingALock) {
  EXPECT_FALSE(is_in_use(path));
  EXPECT_FALSE(fs::exists(path + ".lock"));
}

}  // namespace
}  // namespace wirefold::store
