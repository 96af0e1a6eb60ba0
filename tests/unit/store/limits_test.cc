// The limits of what is searched at once.
#include <gtest/gtest.h>

#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "unit/store/shortcuts.h"

namespace wirefold::store {
namespace {

using std::chrono::hours;

/// A database with one story, and one whose number is 200,000 higher.
class Reach : public testing::Test {
 protected:
  Reach() {
    change(*database, [](Transaction& to) {
      open_story(to, make_article(enter(to, "https://h.example/feed").id, "A", "1"));
    });
    all.limit = 10;
    by_lang = all;
    by_lang.lang = "id";
  }

  void add_a_story_far_away() {
    run_sql(path,
            "INSERT INTO story(id, uid, published, created, updated, changed) "
            "VALUES (200001, 'far', 0, 0, 0, 0)");
  }

  test::TempDir dir;
  std::string path = dir.path("w.db");
  std::unique_ptr<Database> database = opened(path);
  StoryQuery all;
  StoryQuery by_lang;
};

TEST_F(Reach, IsKnownToThoseWhoCount) {
  EXPECT_TRUE(database->reading().covers_all(by_lang));
  add_a_story_far_away();
  EXPECT_FALSE(database->reading().covers_all(by_lang));
  EXPECT_TRUE(database->reading().covers_all(all));
  EXPECT_EQ(database->reading().count_stories(by_lang, 10), 0u);
  EXPECT_EQ(database->reading().count_stories(all, 10), 1u);
}

TEST_F(Reach, HasNoStoryThatIsFarAway) {
  EXPECT_EQ(database->reading().stories(by_lang).size(), 1u);
  add_a_story_far_away();
  EXPECT_EQ(database->reading().stories(by_lang).size(), 0u);
  EXPECT_EQ(database->reading().stories(all).size(), 1u);
}

TEST_F(Reach, IsThatOfStoriesForEvents) {
  const auto found = [&](const StoryQuery& query) {
    const std::size_t entries = database->events().events(query).size();
    EXPECT_EQ(database->events().count_events(query, 10), entries);
    return entries;
  };
  StoryQuery changed = all;
  changed.changed_since = kNow;
  for (const StoryQuery& query : {all, by_lang, changed}) EXPECT_EQ(found(query), 1u);
  add_a_story_far_away();
  EXPECT_EQ(found(all), 1u);
  EXPECT_EQ(found(by_lang), 0u);
  EXPECT_EQ(found(changed), 0u);
}

TEST_F(Reach, CountsFromTheStoryBeforeWhichIsSearched) {
  add_a_story_far_away();
  by_lang.before = 2;
  EXPECT_EQ(database->reading().stories(by_lang).size(), 1u);
}

TEST_F(Reach, EndsForATimeToo) {
  add_a_story_far_away();
  StoryQuery filter = all;
  filter.changed_since = kNow;
  EXPECT_EQ(database->reading().stories(filter).size(), 0u) << "a time is a filter";
  EXPECT_FALSE(database->reading().covers_all(filter));
  filter.changed_since = kNow + hours(1);
  EXPECT_TRUE(database->reading().covers_all(filter)) << "nothing so new is beyond";
}

}  // namespace
}  // namespace wirefold::store
