// What a disk that fails leaves of a transaction.
#include <gtest/gtest.h>

#include "support/faulty_disk.h"
#include "support/temp_dir.h"
#include "unit/store/shortcuts.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::store {
namespace {

using Fault = test::FaultyDisk::Fault;

class Disk : public testing::Test {
 protected:
  void add_feed(const std::string& url) {
    change(*database, [&](Transaction& to) { enter(to, url); });
  }

  /// More than the cache holds, so that SQLite writes before the commit.
  void add_much() {
    change(*database, [&](Transaction& to) {
      Article a = make_article(enter(to, "https://much.example/").id, "A", "");
      a.content = std::string(std::size_t{1} << 20, 'x');
      for (int i = 0; i < 24; ++i) {
        a.key = std::to_string(i);
        open_story(to, a);
      }
    });
  }

  /// The error of `use`.
  template <typename Use>
  static std::string error_of(Use&& use) {
    try {
      use();
    } catch (const StoreError& error) {
      return error.what();
    }
    return "none";
  }

  test::FaultyDisk disk;
  test::TempDir dir;
  std::string path = dir.path("w.db");
  std::unique_ptr<Database> database = opened(path);
};

TEST_F(Disk, ThatIsFullIsNamed) {
  disk.fail(Fault::kDiskFull, 1, true);
  const std::string error = error_of([&] { add_feed("https://a.example/"); });
  EXPECT_NE(error.find(path), error.npos) << error;
  EXPECT_NE(error.find("the disk is full"), error.npos) << error;
}

TEST_F(Disk, ThatIsFullAtACommitTakesTheTransactionBack) {
  disk.fail(Fault::kDiskFull, 1, true);
  EXPECT_NE(error_of([&] { add_feed("https://a.example/"); }), "none");
  EXPECT_EQ(database->feeds().all().size(), 0u);
  disk.mend();
  EXPECT_NO_THROW(add_feed("https://b.example/"));
  EXPECT_EQ(database->feeds().all().size(), 1u);
}

TEST_F(Disk, ThatIsFullDuringATransactionTakesItBack) {
  disk.fail(Fault::kDiskFull, 1, true);
  EXPECT_NE(error_of([&] { add_much(); }), "none");
  disk.mend();
  EXPECT_EQ(database->feeds().all().size(), 0u);
  EXPECT_NO_THROW(add_much());
  EXPECT_EQ(database->reading().count_articles(), 24);
  EXPECT_EQ(found(*database, "title").size(), 24u);
}

TEST_F(Disk, ThatCannotBeWrittenTakesTheTransactionBack) {
  disk.fail(Fault::kShortWrite, 1, false);
  EXPECT_NE(error_of([&] { add_feed("https://a.example/"); }), "none");
  EXPECT_EQ(database->feeds().all().size(), 0u);
  EXPECT_NO_THROW(add_feed("https://b.example/"));
  EXPECT_EQ(verify(path, [](std::size_t, std::size_t) {}), std::vector<std::string>());
}

TEST_F(Disk, ThatDoesNotSyncFailsTheCommit) {
  disk.fail(Fault::kSyncFails, 1, false);
  EXPECT_NE(error_of([&] { add_feed("https://a.example/"); }), "none");
  EXPECT_TRUE(disk.has_failed());
}

}  // namespace
}  // namespace wirefold::store
