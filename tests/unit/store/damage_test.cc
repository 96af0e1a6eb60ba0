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

/// A served event of two stories and a related third, which another program has changed.
class ManipulatedEvent : public testing::Test {
 protected:
  ManipulatedEvent() {
    change(*opened(path), [](Transaction& to) {
      const FeedId feed = enter(to, "https://h.example/feed").id;
      for (const char* key : {"1", "2", "3"}) open_story(to, make_article(feed, "A", key));
      const EventId event = to.events().add_event(kNow);
      to.events().join({StoryId{1}, event, 1, {}, false}, kNow);
      to.events().join({StoryId{2}, event, 2, {StoryId{1}, 34, 40, 2, {{"word", 9}}}, false}, kNow);
      const EventLink link{StoryId{3}, 21, 22, 3, {}, {}};
      to.events().relate(StoryId{1}, {&link, 1}, kNow);
    });
  }

  /// The link of the second story, after a change of its row.
  EventLink link_after(const char* sql) const {
    run_sql(path, sql);
    const auto event = open_to_read(path)->events().event(EventId{1});
    return event.value_or(Event()).reports.at(1).link;
  }

  test::TempDir dir;
  std::string path = dir.path("w.db");
};

TEST_F(ManipulatedEvent, HasNumbersInTheirRanges) {
  const EventLink large = link_after(
      "UPDATE report SET points = 1 << 40, likeness = 1 << 62, shared = 1 << 62, apart = 1 << 62");
  EXPECT_EQ(large.points, 100);
  EXPECT_EQ(large.likeness, 100);
  EXPECT_GT(large.shared, 0);
  EXPECT_GT(large.apart.count(), 0);
  EXPECT_LT(large.apart, std::chrono::hours(24 * 366 * 101));
  const EventLink small =
      link_after("UPDATE report SET points = -1, likeness = -1, shared = -1, apart = -(1 << 62)");
  EXPECT_EQ(small.points, 0);
  EXPECT_EQ(small.likeness, 0);
  EXPECT_EQ(small.shared, 0);
  EXPECT_EQ(small.apart.count(), 0);
}

TEST_F(ManipulatedEvent, HasFewWords) {
  EXPECT_EQ(link_after("UPDATE report SET words = 'nothing'").words.size(), 0u);
  const EventLink odd = link_after(
      "UPDATE report SET words = '99999999999999999999 a' || "
      "char(10) || ' b' || char(10) || '-5 c d' || char(10)");
  ASSERT_EQ(odd.words.size(), 3u);
  for (const SharedWord& word : odd.words) EXPECT_EQ(word.points, 0) << word.word;
  EXPECT_EQ(odd.words[2].word, "c d");
  EXPECT_EQ(link_after("UPDATE report SET words = replace(hex(zeroblob(1000)), '00', '1 x' || "
                       "char(10))")
                .words.size(),
            kMostSharedWords);
}

TEST_F(ManipulatedEvent, HasNoPlaceOutsideOfItself) {
  run_sql(path, "UPDATE happening SET first = 3");
  const auto view = open_to_read(path);
  StoryQuery query;
  query.limit = 10;
  for (const Event& entry : view->events().events(query)) EXPECT_EQ(entry.first, StoryId{3});
  EXPECT_EQ(view->events().event(EventId{1}), std::nullopt);
  EXPECT_EQ(view->events().around(StoryId{1}).event, std::nullopt);
  run_sql(path, "UPDATE happening SET first = 99");
  EXPECT_EQ(view->events().event(EventId{1}), std::nullopt);
}

TEST_F(ManipulatedEvent, IsNotRelatedToItself) {
  run_sql(path, "UPDATE related SET like_story = 1");
  EXPECT_EQ(open_to_read(path)->events().around(StoryId{1}).related.size(), 0u);
}

TEST_F(Damage, OfTheWholeFileIsNoDatabase) {
  fs::resize_file(path, 10);
  EXPECT_THROW(opened(path), StoreError);
  EXPECT_THROW(open_to_read(path), StoreError);
}

}  // namespace
}  // namespace wirefold::store
