// How a damaged database is reported.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "unit/store/shortcuts.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::store {
namespace {

namespace fs = std::filesystem;

void nobody_looks(std::size_t, std::size_t) {}

/// A database of 100 articles in which one page of texts is destroyed.
class Damage : public testing::Test {
 protected:
  Damage() {
    change(*opened(path), [](Transaction& to) {
      Article a = make_article(enter(to, "https://h.example/feed").id, "A", "");
      for (int i = 0; i < 100; ++i) {
        a.key = std::to_string(i);
        open_story(to, a);
      }
    });
    backup(path, copy, nobody_looks);
    destroy_page(std::stol(ask_sql(path,
                                   "SELECT rootpage FROM sqlite_schema "
                                   "WHERE name = 'article'")
                               .at(0)));
  }

  void destroy_page(long number) const {
    const long size = std::stol(ask_sql(path, "PRAGMA page_size").at(0));
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp((number - 1) * size);
    file << std::string(static_cast<std::size_t>(size), '\xA5');
  }

  test::TempDir dir;
  std::string path = dir.path("w.db");
  std::string copy = dir.path("copy.db");
};

TEST_F(Damage, IsNamedWithTheFile) {
  const auto view = open_to_read(path);
  try {
    view->reading().count_articles();
    view->reading().article(ArticleId{1});
    FAIL() << "it was read";
  } catch (const StoreError& error) {
    const std::string what = error.what();
    EXPECT_NE(what.find("damaged"), what.npos) << what;
    EXPECT_NE(what.find(path), what.npos) << what;
  }
}

TEST_F(Damage, LeavesTheOtherTables) { EXPECT_EQ(open_to_read(path)->feeds().all().size(), 1u); }

TEST_F(Damage, TakesBackTheTransactionThatMeetsIt) {
  const auto database = opened(path);
  EXPECT_THROW(change(*database,
                      [](Transaction& to) {
                        const FeedId feed = enter(to, "https://new.example/feed").id;
                        open_story(to, make_article(feed, "A", "new"));
                      }),
               StoreError);
  EXPECT_EQ(database->feeds().all().size(), 1u);
}

TEST_F(Damage, IsAProblem) { EXPECT_NE(verify(path, nobody_looks), std::vector<std::string>()); }

TEST_F(Damage, ReplacesNoBackup) {
  EXPECT_THROW(backup(path, copy, nobody_looks), StoreError);
  EXPECT_EQ(verify(copy, nobody_looks), std::vector<std::string>());
  EXPECT_EQ(open_to_read(copy)->reading().count_articles(), 100);
}

TEST_F(Damage, OfTheWholeFileIsNoDatabase) {
  fs::resize_file(path, 10);
  EXPECT_THROW(opened(path), StoreError);
  EXPECT_THROW(open_to_read(path), StoreError);
}

}  // namespace
}  // namespace wirefold::store
