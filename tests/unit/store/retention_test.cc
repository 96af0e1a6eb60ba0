// What is forgotten, what is not, and what is known of it afterwards.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "wirefold/store/maintenance.h"
#include "wirefold/store/database.h"

namespace wirefold::store {
namespace {

using std::chrono::days;
using std::chrono::hours;

const Timestamp kBegin = Timestamp(hours(480000));

std::string words_of(const Article& article) { return "all " + article.key; }

class Retention : public testing::Test {
 protected:
  test::TempDir dir;
  std::string path = dir.path("w.db");
  Store store{path, kBegin};
  FeedState feed = store.feed("https://h.example/feed");

  void SetUp() override {
    feed.publisher = {"h.example", ""};
    store.save_feed(feed);
  }

  Article article(const std::string& key, const std::string& content = "c") const {
    Article a;
    a.feed = feed.id;
    a.outlet = "A";
    a.publisher = feed.publisher;
    a.key = key;
    a.canonical = "https://h.example/" + key;
    a.title = "title of " + key;
    a.content = content;
    a.enclosures = {{"https://h.example/a.mp3", "audio/mpeg", 12}};
    a.first_seen = kBegin;
    return a;
  }

  ArticleId add(const Article& a, StoryId story, Timestamp at, ArticleId like = {}) {
    const ArticleId id = store.add_article(a, story, {like, 0, 1, "same"}, at);
    Article stored = a;
    stored.id = id;
    store.set_search(id, words_of(stored));
    return id;
  }

  /// A story of one article that came at `at`.
  StoryId story_at(Timestamp at, const std::string& key, const std::string& content = "c") {
    const StoryId story = store.add_story(at, at);
    add(article(key, content), story, at);
    return story;
  }

  /// Keeps what has changed since `since`, and nothing else.
  Forgotten forget(Timestamp since, Timestamp now = kBegin + days(400)) {
    Keep keep;
    keep.since = since;
    keep.window = now;
    return store.forget(keep, now, words_of);
  }

  std::vector<std::int64_t> stories() {
    std::vector<std::int64_t> out;
    for (const Story& story : store.recent_stories(1000)) out.push_back(to_int(story.id));
    std::sort(out.begin(), out.end());
    return out;
  }

  std::vector<std::string> problems() const {
    return verify(path, [](std::size_t, std::size_t) {});
  }
};

using Ids = std::vector<std::int64_t>;

TEST_F(Retention, ForgetsStoriesWithAllThatBelongsToThem) {
  story_at(kBegin, "old");
  story_at(kBegin + days(10), "new");
  const Forgotten forgotten = forget(kBegin + days(10));
  EXPECT_EQ(forgotten.stories, 1u);
  EXPECT_EQ(forgotten.articles, 1u);
  EXPECT_FALSE(forgotten.more);
  EXPECT_EQ(stories(), Ids({2}));
  EXPECT_EQ(store.find_article({{"A", {}}, FeedId{1}}, "old"), std::nullopt);
  EXPECT_EQ(problems(), std::vector<std::string>());
  EXPECT_EQ(ask_sql(path, "SELECT count(*) FROM enclosure"), std::vector<std::string>({"1"}));
  const auto words = ask_sql(path,
                             "CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, search, row);"
                             "SELECT term FROM temp.v ORDER BY term");
  EXPECT_EQ(words, std::vector<std::string>({"all", "new"})) << "nothing is left in the index";
}

TEST_F(Retention, AStoryIsAsOldAsItsLastChange) {
  const StoryId story = story_at(kBegin, "a");
  add(article("b"), story, kBegin + days(20));
  forget(kBegin + days(20));
  EXPECT_EQ(stories(), Ids({1}));
  forget(kBegin + days(20) + hours(1));
  EXPECT_EQ(stories(), Ids());
}

TEST_F(Retention, KeepsThePinnedTheNewestAndTheWindow) {
  for (int i = 0; i < 6; ++i) story_at(kBegin + hours(i), std::to_string(i));
  Ruling pin;
  pin.kind = RulingKind::kPin;
  pin.story = StoryId{1};
  pin.made = kBegin;
  store.add_ruling(pin);
  store.save_prints({ArticleId{2}, 1, 1, kBegin, kBegin, {}, "prints"});
  Keep keep;
  keep.since = kBegin + days(10);
  keep.window = kBegin + hours(3);  // of 4, 5 and 6
  keep.newest = 1;
  store.forget(keep, kBegin, words_of);
  EXPECT_EQ(stories(), Ids({1, 2, 4, 5, 6})) << "only 3 may go";
  keep.window = kBegin + days(10);
  store.forget(keep, kBegin, words_of);
  EXPECT_EQ(stories(), Ids({1, 2, 6}));
  EXPECT_EQ(store.rulings().size(), 1u);
}

TEST_F(Retention, ForgetsTheOldestWhereTheSizeIsLimited) {
  const std::string text(20000, 'x');
  for (int i = 0; i < 500; ++i) story_at(kBegin + hours(i), std::to_string(i), text);
  Keep keep;
  keep.window = kBegin + days(400);
  keep.max_bytes = 5'000'000;
  ASSERT_GT(store.bytes(), 10'000'000);
  int steps = 1;
  while (store.forget(keep, kBegin, words_of).more) ++steps;
  EXPECT_GT(steps, 1) << "in small steps";
  EXPECT_LE(store.bytes(), keep.max_bytes);
  EXPECT_GT(store.bytes(), keep.max_bytes / 2) << "no more than has to be";
  const Ids left = stories();
  EXPECT_EQ(left.back(), 500);
  EXPECT_EQ(left.front(), 501 - static_cast<std::int64_t>(left.size())) << "the newest are left";
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(Retention, SaysThatWhatMustBeKeptIsTooLarge) {
  story_at(kBegin, "a");
  Keep keep;
  keep.window = kBegin;
  keep.max_bytes = 1000;
  EXPECT_TRUE(store.forget(keep, kBegin, words_of).too_large);
  keep.max_bytes = 100'000'000;
  EXPECT_FALSE(store.forget(keep, kBegin, words_of).too_large);
}

TEST_F(Retention, NeverGivesIdsAgain) {
  const StoryId last = story_at(kBegin, "a");
  const std::string uid = store.story(last)->uid;
  forget(kBegin + days(1));
  ASSERT_EQ(stories(), Ids());
  const StoryId next = story_at(kBegin + days(1), "b");
  EXPECT_GT(to_int(next), to_int(last));
  EXPECT_NE(store.story(next)->uid, uid);
  EXPECT_EQ(store.article(ArticleId{1}), std::nullopt);
}

TEST_F(Retention, ForgetsWhatOthersReferTo) {
  const StoryId old = story_at(kBegin, "a");
  const StoryId merged = story_at(kBegin, "b");
  store.merge_story(merged, old, ArticleId{2}, {ArticleId{1}, 0, 1, "same"}, kBegin);
  const StoryId young = store.add_story(kBegin + days(30), kBegin + days(30));
  add(article("c"), young, kBegin + days(30), ArticleId{1});
  forget(kBegin + days(1));
  EXPECT_EQ(stories(), Ids({3}));
  EXPECT_EQ(store.placement(ArticleId{3})->reason.like, ArticleId{});
  EXPECT_EQ(store.successor(merged), std::nullopt);
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(Retention, KnowsWhatItForgot) {
  story_at(kBegin, "old");
  EXPECT_FALSE(store.was_forgotten(article("old"), kBegin));
  forget(kBegin + days(1));
  EXPECT_TRUE(store.was_forgotten(article("old"), kBegin)) << "by its key";
  Article elsewhere = article("old");
  elsewhere.key = "other";
  EXPECT_TRUE(store.was_forgotten(elsewhere, kBegin)) << "by URL and title";
  elsewhere.title = "another";
  EXPECT_FALSE(store.was_forgotten(elsewhere, kBegin)) << "the page of something new";
  Article renamed = article("old");
  renamed.outlet = "B";
  renamed.publisher = {"b.example", ""};
  EXPECT_TRUE(store.was_forgotten(renamed, kBegin)) << "its feed has another publisher now";
  Article of_other = renamed;
  of_other.feed = FeedId{7};
  EXPECT_FALSE(store.was_forgotten(of_other, kBegin));
}

TEST_F(Retention, RemembersWhatAFeedStillLists) {
  story_at(kBegin, "old");
  forget(kBegin + days(1), kBegin + days(100));
  const auto pass = [&](Timestamp now) {
    while (store.tidy(now)) {
    }
    return ask_sql(path, "SELECT count(*) FROM forgotten").at(0) != "0";
  };
  const auto read_at = [&](Timestamp at) {
    feed.last_read = at;
    feed.last_poll = at;
    store.save_feed(feed);
  };
  read_at(kBegin + days(90));
  EXPECT_TRUE(pass(kBegin + days(390))) << "304 for years: it lists what it listed";
  read_at(kBegin + days(391));
  EXPECT_TRUE(store.was_forgotten(article("old"), kBegin + days(391)));
  read_at(kBegin + days(419));
  EXPECT_TRUE(pass(kBegin + days(419)));
  read_at(kBegin + days(422));
  EXPECT_FALSE(pass(kBegin + days(424))) << "read again a month later, and not listed";
}

TEST_F(Retention, ForgetsTheMarksOfAFeedThatIsNotReadAnyMore) {
  story_at(kBegin, "old");
  feed.last_poll = kBegin;
  store.save_feed(feed);
  forget(kBegin + days(1), kBegin + days(100));
  while (store.tidy(kBegin + days(499))) {
  }
  EXPECT_TRUE(store.was_forgotten(article("old"), kBegin));
  while (store.tidy(kBegin + days(502))) {
  }
  EXPECT_FALSE(store.was_forgotten(article("old"), kBegin));
}

TEST_F(Retention, GivesFreeSpaceBack) {
  const std::string text(20000, 'x');
  Store::Transaction all(store);
  for (int i = 0; i < 1000; ++i) story_at(kBegin, std::to_string(i), text);
  all.commit();
  const auto pages = [&] { return std::stoll(ask_sql(path, "PRAGMA page_count").at(0)); };
  const auto before = pages();
  while (forget(kBegin + days(1)).more) {
  }
  EXPECT_EQ(pages(), before);
  int steps = 0;
  while (store.tidy(kBegin)) ++steps;
  EXPECT_GT(steps, 3) << "in small steps";
  EXPECT_LT(pages(), before / 2);
  EXPECT_EQ(problems(), std::vector<std::string>());
}

TEST_F(Retention, GoesOnWhereTheIndexHasOtherWords) {
  const StoryId story = store.add_story(kBegin, kBegin);
  store.add_article(article("never indexed"), story, {}, kBegin);
  const ArticleId other = store.add_article(article("other"), story, {}, kBegin);
  store.set_search(other, "otherwise");
  EXPECT_EQ(forget(kBegin + days(1)).stories, 1u);
  EXPECT_EQ(stories(), Ids());
  const StoryId next = story_at(kBegin, "next");
  StoryQuery query;
  query.words = "next";
  query.limit = 10;
  EXPECT_EQ(store.stories(query).at(0).id, next);
}

TEST_F(Retention, ASearchFindsWhatAnEditBrought) {
  story_at(kBegin, "a");
  const auto found = [&](const std::string& words) {
    StoryQuery query;
    query.words = words;
    query.limit = 10;
    return store.stories(query).size();
  };
  EXPECT_EQ(found("all"), 1u);
  store.change_search(ArticleId{1}, "all a", "other");
  EXPECT_EQ(found("other"), 1u);
  EXPECT_EQ(found("all"), 0u);
}

}  // namespace
}  // namespace wirefold::store
