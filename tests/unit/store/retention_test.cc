// What is left in the file of stories that were forgotten.
#include <gtest/gtest.h>

#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "unit/store/shortcuts.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::store {
namespace {

using std::chrono::days;

class Retention : public testing::Test {
 protected:
  Article article(const std::string& key) const { return make_article(feed, "A", key); }

  StoryId story_at(Timestamp at, const std::string& key) {
    return change(*database, [&](Transaction& to) { return open_story(to, article(key), at); });
  }

  void add(const Article& a, StoryId story, const std::string& words) {
    change(*database,
           [&](Transaction& to) { to.folding().add_article(a, story, kFirst, words, kNow); });
  }

  /// Keeps only stories that have changed since `since`.
  Forgotten forget(Timestamp since) {
    Keep keep;
    keep.since = since;
    keep.window = kNow + days(400);
    return change(*database,
                  [&](Transaction& to) { return to.upkeep().forget(keep, keep.window); });
  }

  std::vector<std::string> problems() const {
    return verify(path, [](std::size_t, std::size_t) {});
  }

  test::TempDir dir;
  std::string path = dir.path("w.db");
  std::unique_ptr<Database> database = opened(path);
  const FeedId feed =
      change(*database, [](Transaction& to) { return enter(to, "https://h.example/feed").id; });
};

TEST_F(Retention, LeavesNoRowsOfAnArticle) {
  story_at(kNow, "old");
  story_at(kNow + days(10), "new");
  change(*database, [](Transaction& to) { to.folding().note_listing(ArticleId{1}, FeedId{1}, 5); });
  forget(kNow + days(10));
  EXPECT_EQ(ask_sql(path, "SELECT count(*) FROM article"), std::vector<std::string>({"1"}));
  EXPECT_EQ(ask_sql(path, "SELECT count(*) FROM enclosure"), std::vector<std::string>({"2"}));
  EXPECT_EQ(ask_sql(path, "SELECT count(*) FROM listing"), std::vector<std::string>({"0"}));
}

TEST_F(Retention, LeavesNoRowsOfAnEvent) {
  for (const char* key : {"1", "2", "3"}) story_at(kNow, key);
  change(*database, [](Transaction& to) {
    const EventId event = to.events().add_event(kNow);
    const EventLink link{StoryId{1}, 21, 22, 3, {}, {}};
    for (const int id : {1, 2}) {
      to.events().join({StoryId{id}, event, static_cast<std::uint64_t>(id), {}, false}, kNow);
      to.events().save_report({StoryId{id}, {}, 1, "id", kNow, kNow, "terms"});
    }
    for (const int id : {2, 3}) to.events().relate(StoryId{id}, {&link, 1}, kNow);
  });
  forget(kNow + days(1));
  for (const char* table : {"happening", "report", "related", "report_terms", "ended_entry"}) {
    const std::string sql = std::string("SELECT count(*) FROM ") + table;
    EXPECT_EQ(ask_sql(path, sql.c_str()), std::vector<std::string>({"0"})) << table;
  }
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(Retention, LeavesNoWordsInTheIndex) {
  story_at(kNow, "old");
  story_at(kNow + days(10), "new");
  forget(kNow + days(10));
  const auto words = ask_sql(path,
                             "CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, search, row);"
                             "SELECT term FROM temp.v ORDER BY term");
  EXPECT_EQ(words, std::vector<std::string>({"new", "of", "title"}));
}

TEST_F(Retention, GoesOnWhereTheIndexHasOtherWords) {
  const StoryId story = story_at(kNow, "never indexed");
  run_sql(path, "INSERT INTO search(search) VALUES ('delete-all')");
  add(article("other"), story, "otherwise");
  EXPECT_EQ(forget(kNow + days(1)).stories, 1u);
  EXPECT_EQ(newest_stories(*database).size(), 0u);
  const StoryId next = story_at(kNow, "next");
  EXPECT_EQ(found(*database, "next"), std::vector<std::int64_t>{to_int(next)});
}

TEST_F(Retention, GivesFreeSpaceBack) {
  change(*database, [&](Transaction& to) {
    for (int i = 0; i < 1000; ++i) {
      Article a = article(std::to_string(i));
      a.content = std::string(20000, 'x');
      open_story(to, a);
    }
  });
  const auto pages = [&] { return std::stoll(ask_sql(path, "PRAGMA page_count").at(0)); };
  const auto before = pages();
  while (forget(kNow + days(1)).more) {
  }
  EXPECT_EQ(pages(), before);
  int steps = 0;
  while (change(*database, [](Transaction& to) { return to.upkeep().tidy(kNow); })) ++steps;
  EXPECT_GT(steps, 3) << "in small steps";
  EXPECT_LT(pages(), before / 2);
  EXPECT_EQ(problems(), std::vector<std::string>());
}

}  // namespace
}  // namespace wirefold::store
