// What the store forgets and keeps, and what it still knows of forgotten articles.
#include "wirefold/store/upkeep.h"

#include <algorithm>

#include "unit/store/conformance/store_conformance.h"

namespace wirefold::store {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

constexpr char kUrl[] = "https://h.example/feed";

class UpkeepConformance : public StoreConformance {
 protected:
  Article article(const std::string& key) { return OpenStore::article(feed, key); }

  /// A story of one article that came at `at`.
  StoryId story_at(Timestamp at, const std::string& key) { return open_story(article(key), at); }

  /// As many stories of one article each, an hour after the other.
  void stories_from(Timestamp at, int number, const std::string& content = "c") {
    change([&](Transaction& to) {
      Article a = article("");
      a.content = content;
      for (int i = 0; i < number; ++i) {
        a.key = std::to_string(i);
        store::open_story(to, a, at + hours(i));
      }
    });
  }

  Forgotten forget(const Keep& keep, Timestamp now = kNow) {
    return change([&](Transaction& to) { return to.upkeep().forget(keep, now); });
  }

  /// Keeps only stories that have changed since `since`.
  Forgotten forget_before(Timestamp since, Timestamp now = kNow + days(400)) {
    Keep keep;
    keep.since = since;
    keep.window = now;
    return forget(keep, now);
  }

  void tidy(Timestamp now) {
    while (change([&](Transaction& to) { return to.upkeep().tidy(now); })) {
    }
  }

  /// The ids of all served stories, rising.
  Ids stories() {
    Ids out = ids_of(newest_stories(*database));
    std::sort(out.begin(), out.end());
    return out;
  }

  std::int64_t pin(StoryId story) {
    Override order;
    order.kind = OverrideKind::kPin;
    order.story = story;
    order.made = kNow;
    change([&](Transaction& to) { to.overrides().add(order); });
    return order.id;
  }

  void save_fingerprints(ArticleId id) {
    change([&](Transaction& to) {
      to.memory().save_fingerprints({id, 1, 1, kNow, kNow, {}, "f", {}, 0, {}, {}});
    });
  }

  bool knows_that_it_forgot(const std::string& key) {
    return look_up(probe_of(article(key))).forgotten.has_value();
  }

  void read_at(Timestamp at) {
    FeedState state = feed_at(kUrl);
    state.last_read = at;
    state.last_poll = at;
    save(state);
  }

  const FeedId feed = add_feed(kUrl, {"h.example", ""});
};

TEST_P(UpkeepConformance, ForgetsStoriesWithTheirArticles) {
  join(article("copy"), story_at(kNow, "old"));
  story_at(kNow + days(10), "new");
  const Forgotten forgotten = forget_before(kNow + days(10));
  EXPECT_EQ(forgotten.stories, 1u);
  EXPECT_EQ(forgotten.articles, 2u);
  EXPECT_FALSE(forgotten.more);
  EXPECT_EQ(stories(), Ids{2});
  EXPECT_EQ(database->reading().count_articles(), 1);
  EXPECT_EQ(look_up(probe_of(article("old"))).by_key, std::nullopt);
  EXPECT_EQ(database->reading().article(ArticleId{2}), std::nullopt);
}

TEST_P(UpkeepConformance, ForgetsTheWordsOfArticles) {
  story_at(kNow, "old");
  story_at(kNow + days(10), "new");
  forget_before(kNow + days(10));
  EXPECT_EQ(found(*database, "title"), Ids{2});
  EXPECT_EQ(found(*database, "old"), Ids{});
}

TEST_P(UpkeepConformance, ForgetsTheWordsOfAnEdit) {
  Article a = article("1");
  a.id = add(a);
  a.title = "edited";
  edit(a);
  forget_before(kNow + days(10));
  story_at(kNow, "2");
  EXPECT_EQ(found(*database, "edited"), Ids{});
  EXPECT_EQ(found(*database, "title"), Ids{2});
}

TEST_P(UpkeepConformance, AStoryIsAsOldAsItsLastChange) {
  const StoryId id = story_at(kNow, "a");
  join(article("b"), id, kFirst, kNow + days(20));
  forget_before(kNow + days(20));
  EXPECT_EQ(stories(), Ids{1});
  forget_before(kNow + days(20) + seconds(1));
  EXPECT_EQ(stories(), Ids{});
}

TEST_P(UpkeepConformance, KeepsThePinnedTheNewestAndTheWindow) {
  stories_from(kNow, 6);
  pin(StoryId{1});
  save_fingerprints(ArticleId{2});
  Keep keep;
  keep.since = kNow + days(10);
  keep.window = kNow + hours(3);  // of 4, 5 and 6
  keep.newest = 1;
  forget(keep);
  EXPECT_EQ(stories(), (Ids{1, 2, 4, 5, 6})) << "only 3 may go";
  keep.window = kNow + days(10);
  forget(keep);
  EXPECT_EQ(stories(), (Ids{1, 2, 6}));
  EXPECT_EQ(database->overrides().all().size(), 1u);
}

TEST_P(UpkeepConformance, KeepsWhatHasChangedLately) {
  stories_from(kNow, 3);
  Keep keep;
  keep.since = kNow + hours(1);
  keep.window = kNow + days(10);
  forget(keep);
  EXPECT_EQ(stories(), (Ids{2, 3})) << "earlier than the window, and kept";
}

TEST_P(UpkeepConformance, KeepsAllByDefault) {
  stories_from(kNow, 3);
  EXPECT_EQ(forget(Keep()).stories, 0u);
  EXPECT_EQ(stories().size(), 3u);
}

TEST_P(UpkeepConformance, ForgetsAStoryWhosePinFailed) {
  story_at(kNow, "a");
  pin(StoryId{1});
  Override order = database->overrides().all().at(0);
  order.done = kNow;
  order.problem = "no";
  change([&](Transaction& to) { to.overrides().close(order); });
  forget_before(kNow + days(1));
  EXPECT_EQ(stories(), Ids{});
}

TEST_P(UpkeepConformance, ForgetsAStoryWhosePinWasUndone) {
  story_at(kNow, "a");
  const std::int64_t id = pin(StoryId{1});
  change([&](Transaction& to) { to.overrides().drop(id); });
  forget_before(kNow + days(1));
  EXPECT_EQ(stories(), Ids{});
}

TEST_P(UpkeepConformance, ForgetsAStoryThatHasLeftTheFoldWindow) {
  story_at(kNow, "a");
  save_fingerprints(ArticleId{1});
  const ArticleId gone{1};
  change([&](Transaction& to) { to.memory().drop_fingerprints({&gone, 1}); });
  forget_before(kNow + days(1));
  EXPECT_EQ(stories(), Ids{});
}

TEST_P(UpkeepConformance, ForgetsStoriesThatHaveEnded) {
  story_at(kNow, "a");
  merge(story_at(kNow, "b"), StoryId{1}, ArticleId{2});
  EXPECT_EQ(forget_before(kNow + days(1)).stories, 2u);
  EXPECT_EQ(database->reading().ended_stories(kNow, 10).size(), 0u);
}

TEST_P(UpkeepConformance, ForgetsAtMostAHundredStoriesAStep) {
  stories_from(kNow, 150);
  const Forgotten first = forget_before(kNow + days(100));
  EXPECT_EQ(first.stories, 100u);
  EXPECT_TRUE(first.more);
  EXPECT_EQ(stories().at(0), 101) << "the oldest first";
  const Forgotten second = forget_before(kNow + days(100));
  EXPECT_EQ(second.stories, 50u);
  EXPECT_FALSE(second.more);
}

TEST_P(UpkeepConformance, ForgetsTheOldestWhereTheSizeIsLimited) {
  stories_from(kNow, 500, std::string(20000, 'x'));
  Keep keep;
  keep.window = kNow + days(400);
  keep.max_bytes = 5'000'000;
  ASSERT_GT(database->upkeep().bytes(), 10'000'000);
  int steps = 1;
  while (forget(keep).more) ++steps;
  EXPECT_GT(steps, 1) << "in small steps";
  EXPECT_LE(database->upkeep().bytes(), keep.max_bytes);
  EXPECT_GT(database->upkeep().bytes(), keep.max_bytes / 2) << "no more than has to be";
  const Ids left = stories();
  ASSERT_FALSE(left.empty());
  EXPECT_EQ(left.back(), 500);
  EXPECT_EQ(left.front(), 501 - static_cast<std::int64_t>(left.size())) << "the newest are left";
}

TEST_P(UpkeepConformance, SaysThatWhatMustBeKeptIsTooLarge) {
  story_at(kNow, "a");
  Keep keep;
  keep.window = kNow;
  keep.max_bytes = 1000;
  EXPECT_TRUE(forget(keep).too_large);
  EXPECT_EQ(stories(), Ids{1});
  keep.max_bytes = 100'000'000;
  EXPECT_FALSE(forget(keep).too_large);
}

TEST_P(UpkeepConformance, NeverGivesIdsAgain) {
  const StoryId last = story_at(kNow, "a");
  const std::string uid = story(last).uid;
  forget_before(kNow + days(1));
  ASSERT_EQ(stories(), Ids{});
  reopen();
  const StoryId next = story_at(kNow + days(1), "b");
  EXPECT_GT(to_int(next), to_int(last));
  EXPECT_NE(story(next).uid, uid);
  EXPECT_EQ(story(next).lead().id, ArticleId{2});
  EXPECT_EQ(database->reading().article(ArticleId{1}), std::nullopt);
}

TEST_P(UpkeepConformance, ForgetsWhatOthersReferTo) {
  const StoryId old = story_at(kNow, "a");
  const StoryId merged = story_at(kNow, "b");
  merge(merged, old, ArticleId{2}, {ArticleId{1}, 0, 1, "same"});
  join(article("d"), story_at(kNow + days(30), "c"), {ArticleId{1}, 0, 1, "same"}, kNow + days(30));
  forget_before(kNow + days(1));
  EXPECT_EQ(stories(), Ids{3});
  EXPECT_EQ(database->reading().placement(ArticleId{4})->reason.like, ArticleId{});
  EXPECT_EQ(database->reading().placement(ArticleId{4})->reason.rule, "same");
  EXPECT_EQ(database->reading().successor(merged), std::nullopt);
}

TEST_P(UpkeepConformance, AnArticleThatWasForgottenMayBeStoredAgain) {
  story_at(kNow, "a");
  forget_before(kNow + days(1));
  story_at(kNow + days(2), "a");
  EXPECT_EQ(found(*database, "title"), Ids{2});
}

TEST_P(UpkeepConformance, RemembersWhatAFeedStillLists) {
  story_at(kNow, "old");
  forget_before(kNow + days(1), kNow + days(100));
  const auto remembers = [&](Timestamp now) {
    tidy(now);
    return knows_that_it_forgot("old");
  };
  read_at(kNow + days(90));
  EXPECT_TRUE(remembers(kNow + days(390))) << "304 for years: it lists what it listed";
  read_at(kNow + days(391));
  change([&](Transaction& to) {
    to.folding().keep_forgotten(probe_of(article("old")), kNow + days(391));
  });
  read_at(kNow + days(419));
  EXPECT_TRUE(remembers(kNow + days(419)));
  read_at(kNow + days(422));
  EXPECT_FALSE(remembers(kNow + days(424))) << "read again a month later, and not listed";
}

TEST_P(UpkeepConformance, ForgetsTheMarksOfAFeedThatIsNotReadAnyMore) {
  story_at(kNow, "old");
  FeedState state = feed_at(kUrl);
  state.last_poll = kNow;
  save(state);
  forget_before(kNow + days(1), kNow + days(100));
  tidy(kNow + days(499));
  EXPECT_TRUE(knows_that_it_forgot("old"));
  tidy(kNow + days(502));
  EXPECT_FALSE(knows_that_it_forgot("old"));
}

TEST_P(UpkeepConformance, TidyingLeavesWhatIsStored) {
  stories_from(kNow, 150);
  forget_before(kNow + hours(100));
  tidy(kNow + days(10));
  EXPECT_EQ(stories().size(), 50u);
  EXPECT_EQ(found(*database, "title").size(), 50u);
}

TEST_P(UpkeepConformance, AnEmptyDatabaseNeedsNoTidying) {
  EXPECT_FALSE(change([&](Transaction& to) { return to.upkeep().tidy(kNow); }));
}

TEST_P(UpkeepConformance, TheSizeIsThatOfWhatIsStored) {
  const std::int64_t empty = database->upkeep().bytes();
  EXPECT_GT(empty, 0);
  stories_from(kNow, 100, std::string(20000, 'x'));
  EXPECT_GT(database->upkeep().bytes(), empty + 2'000'000);
  forget_before(kNow + days(100));
  EXPECT_LT(database->upkeep().bytes(), empty + 1'000'000) << "without space that is free";
}

TEST_P(UpkeepConformance, NoStoryMeansNoChange) {
  EXPECT_EQ(database->upkeep().last_change(), std::nullopt);
}

TEST_P(UpkeepConformance, KnowsWhenAStoryChangedLast) {
  story_at(kNow + hours(5), "1");
  story_at(kNow, "2");
  EXPECT_EQ(database->upkeep().last_change(), kNow + hours(5));
  join(article("3"), StoryId{2}, kFirst, kNow + hours(7));
  EXPECT_EQ(database->upkeep().last_change(), kNow + hours(7));
}

TEST_P(UpkeepConformance, ANewDatabaseHasNoPasswordsOfAnOlderVersion) {
  EXPECT_TRUE(database->upkeep().is_scrubbed());
}

INSTANTIATE_TEST_SUITE_P(Stores, UpkeepConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
