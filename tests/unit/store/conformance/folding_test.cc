#include "wirefold/store/database.h"

#include <gtest/gtest.h>

#include <map>

#include "support/temp_dir.h"
#include "unit/store/by_hand.h"

namespace wirefold::store {
namespace {

using std::chrono::hours;

const Timestamp kNow = Timestamp(hours(480000));

Article article(FeedId feed, const std::string& outlet, const std::string& key) {
  Article a;
  a.feed = feed;
  a.outlet = outlet;
  a.key = key;
  a.link = "https://h.example/" + key;
  a.canonical = "https://h.example/canonical/" + key;
  a.title = "title of " + key;
  a.summary = "<p>s</p>";
  a.content = "<p>c</p>";
  a.page_text = "First line of " + key + ".\nSecond.";
  a.wire = {"Reuters", "HARBOUR", "abc"};
  a.lang = "id";
  a.authors = {"Ana", "Bo"};
  a.categories = {"World"};
  a.enclosures = {{"https://h.example/a.mp3", "audio/mpeg", 12}, {"https://h.example/b", "", {}}};
  a.published = kNow - hours(1);
  a.first_seen = kNow;
  a.text_hash = 0xFFFFFFFFFFFFFFFFULL;
  return a;
}

class StoreTest : public testing::Test {
 protected:
  Store store{":memory:", kNow};
  FeedId feed = store.feed("https://h.example/feed").id;

  StoryId new_story(const std::string& key) {
    const StoryId story = store.add_story(kNow - hours(1), kNow);
    store.add_article(article(feed, "A", key), story, {{}, -1, 0, "new"}, kNow);
    return story;
  }
};

TEST_F(StoreTest, KeepsAFeedsState) {
  FeedState state = store.feed("https://h.example/feed");
  state.title = "T";
  state.validators = {"W/\"a b\"", "Sun, 10 Nov 2024 12:06:00 GMT"};
  state.body_hash = 0xFFFFFFFFFFFFFFFEULL;
  state.last_poll = kNow;
  state.next_poll = kNow + hours(1);
  state.failures = 3;
  state.last_error = "timeout";
  store.save_feed(state);
  const FeedState got = store.feed("https://h.example/feed");
  EXPECT_EQ(got.id, feed);
  EXPECT_EQ(got.title, "T");
  EXPECT_EQ(got.validators, state.validators);
  EXPECT_EQ(got.body_hash, state.body_hash);
  EXPECT_EQ(got.next_poll, state.next_poll);
  EXPECT_EQ(got.failures, 3);
  EXPECT_FALSE(got.gone);
  EXPECT_EQ(got.last_error, "timeout");
}

TEST_F(StoreTest, KeepsAllThatAPollNotes) {
  FeedState f = store.feed("https://a.example/f");
  f.validators = {"\"e\"", "then", "https://b.example/f"};
  f.why = 7;
  f.status = 304;
  f.hints.ttl_minutes = 90;
  f.hints.skip_hours = 5;
  f.hints.skip_days = 65;
  f.hints.update_period = std::chrono::hours(24);
  f.rate = {12.5, 300.25};
  f.listed = 20;
  f.last_full = kNow;
  f.stale_304s = 2;
  f.host_until = kNow + std::chrono::hours(1);
  f.moved_to = "https://c.example/f";
  f.move = {"https://d.example/f", kNow, 2};
  store.save_feed(f);
  const FeedState g = store.feed("https://a.example/f");
  EXPECT_EQ(g.validators, f.validators);
  EXPECT_EQ(g.why, f.why);
  EXPECT_EQ(g.status, f.status);
  EXPECT_EQ(g.hints, f.hints);
  EXPECT_EQ(g.rate, f.rate);
  EXPECT_EQ(g.listed, f.listed);
  EXPECT_EQ(g.last_full, f.last_full);
  EXPECT_EQ(g.stale_304s, f.stale_304s);
  EXPECT_EQ(g.host_until, f.host_until);
  EXPECT_EQ(g.current_url(), "https://c.example/f");
  EXPECT_EQ(g.move.url, f.move.url);
  EXPECT_EQ(g.move.since, f.move.since);
  EXPECT_EQ(g.move.polls, 2);
  const FeedState fresh = store.feed("https://z.example/f");
  EXPECT_EQ(fresh.hints, PollHints());
  EXPECT_EQ(fresh.current_url(), "https://z.example/f");
  EXPECT_EQ(store.feeds().size(), 3u);
}

TEST_F(StoreTest, KeepsSubscriptions) {
  Subscription s;
  s.feed = store.feed("https://a.example/f").id;
  s.hub = "https://hub.example/";
  s.topic = "https://a.example/f";
  s.token = "t";
  s.secret = "s";
  s.state = SubscriptionState::kActive;
  s.lease_until = kNow + std::chrono::days(10);
  s.failures = 1;
  s.last_error = "e";
  store.save_subscription(s);
  s.failures = 2;
  store.save_subscription(s);
  const auto all = store.subscriptions();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].feed, s.feed);
  EXPECT_EQ(all[0].secret, "s");
  EXPECT_EQ(all[0].state, SubscriptionState::kActive);
  EXPECT_EQ(all[0].lease_until, s.lease_until);
  EXPECT_EQ(all[0].next_try, std::nullopt);
  EXPECT_EQ(all[0].failures, 2);
  store.drop_subscription(s.feed);
  EXPECT_TRUE(store.subscriptions().empty());
}

TEST_F(StoreTest, GivesBackWhatItWasGiven) {
  const StoryId story = new_story("1");
  const auto stories = store.recent_stories(10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].id, story);
  EXPECT_EQ(stories[0].uid.find("urn:uuid:"), 0u);
  EXPECT_EQ(stories[0].feed_url, "https://h.example/feed");
  const Article& got = stories[0].lead();
  const Article want = article(feed, "A", "1");
  EXPECT_EQ(got.title, want.title);
  EXPECT_EQ(got.authors, want.authors);
  EXPECT_EQ(got.categories, want.categories);
  EXPECT_EQ(got.published, want.published);
  EXPECT_EQ(got.updated, std::nullopt);
  EXPECT_EQ(got.text_hash, want.text_hash);
  ASSERT_EQ(got.enclosures.size(), 2u);
  EXPECT_EQ(got.enclosures[0].length_bytes, 12u);
  EXPECT_EQ(got.enclosures[1].length_bytes, std::nullopt);
}

TEST_F(StoreTest, KeepsTheLeadFirstAndItsDatesWhenACopyJoins) {
  const StoryId story = new_story("1");
  Article copy = article(feed, "B", "2");
  copy.first_seen = kNow + hours(2);
  store.add_article(copy, story, {ArticleId{1}, 2, 0.97, "text"}, copy.first_seen);
  const Story got = store.recent_stories(10).at(0);
  EXPECT_EQ(got.lead().outlet, "A");
  ASSERT_EQ(got.members.size(), 2u);
  EXPECT_EQ(got.members[1].reason.like, ArticleId{1});
  EXPECT_EQ(got.members[1].reason.distance, 2);
  EXPECT_DOUBLE_EQ(got.members[1].reason.similarity, 0.97);
  EXPECT_EQ(got.updated, kNow - hours(1));
  EXPECT_EQ(got.changed, kNow + hours(2));
  EXPECT_EQ(store.count_outlets(story), 2u);
}

TEST_F(StoreTest, MovesUpdatedOnlyForAnEditOfTheLead) {
  const StoryId story = new_story("1");
  const ArticleId copy =
      store.add_article(article(feed, "B", "2"), story, {ArticleId{1}, 0, 1, "text"}, kNow);
  Article edited = article(feed, "B", "2");
  edited.id = copy;
  edited.title = "edited";
  store.update_article(edited, kNow + hours(3));
  EXPECT_EQ(store.recent_stories(1).at(0).updated, kNow - hours(1));
  EXPECT_EQ(store.recent_stories(1).at(0).changed, kNow + hours(3));
  edited = article(feed, "A", "1");
  edited.id = ArticleId{1};
  store.update_article(edited, kNow + hours(4));
  EXPECT_EQ(store.recent_stories(1).at(0).updated, kNow + hours(4));
  EXPECT_EQ(store.recent_stories(1).at(0).lead().enclosures.size(), 2u);
}

TEST_F(StoreTest, FindsAnArticleByOutletAndKey) {
  new_story("1");
  const auto known = store.find_article({{"A", {}}, FeedId{1}}, "1");
  ASSERT_TRUE(known);
  EXPECT_EQ(known->text_hash, 0xFFFFFFFFFFFFFFFFULL);
  EXPECT_EQ(known->id, ArticleId{1});
  EXPECT_FALSE(store.find_article({{"B", {}}, FeedId{2}}, "1"));
}

TEST_F(StoreTest, RefusesTheSameEntryTwice) {
  const StoryId story = new_story("1");
  EXPECT_THROW(store.add_article(article(feed, "A", "1"), story, {}, kNow), StoreError);
}

TEST_F(StoreTest, UndoesATransactionThatWasNotCommitted) {
  {
    const Store::Transaction transaction(store);
    new_story("1");
  }
  EXPECT_EQ(store.count_articles(), 0);
  {
    Store::Transaction transaction(store);
    new_story("1");
    transaction.commit();
  }
  EXPECT_EQ(store.count_articles(), 1);
}

TEST_F(StoreTest, ListsWhatCameLastNewestFirst) {
  for (const int i : {3, 4, 1, 0, 2}) {
    const StoryId story = store.add_story(kNow - hours(i), kNow);
    store.add_article(article(feed, "A", std::to_string(i)), story, {}, kNow);
  }
  const auto stories = store.recent_stories(3);
  ASSERT_EQ(stories.size(), 3u);
  EXPECT_EQ(stories[0].published, kNow);
  EXPECT_EQ(stories[2].published, kNow - hours(2));
}

TEST_F(StoreTest, FindsStoriesByWhatIsAsked) {
  new_story("1");
  const StoryId two = new_story("2");
  Article copy = article(feed, "B", "copy");
  copy.title = "푸틴 조약";
  copy.group = "World/Asia";
  copy.wire.agency = "TASS";
  store.add_article(copy, two, {ArticleId{1}, 2, 0.97, "text"}, kNow + hours(2));
  store.set_search(ArticleId{1}, "title of 1 common");
  store.set_search(ArticleId{2}, "title of 2 common");
  store.set_search(ArticleId{3}, "푸틴 조약 common 条约 约 100");
  const auto found = [this](auto set) {
    StoryQuery query;
    query.limit = 10;
    set(query);
    std::vector<std::int64_t> ids;
    for (const Story& s : store.stories(query)) ids.push_back(to_int(s.id));
    return ids;
  };
  using Ids = std::vector<std::int64_t>;
  EXPECT_EQ(found([](StoryQuery&) {}), (Ids{2, 1}));
  EXPECT_EQ(found([](StoryQuery& q) { q.limit = 1; }), Ids{2});
  EXPECT_EQ(found([](StoryQuery& q) { q.before = 2; }), Ids{1});
  EXPECT_EQ(found([](StoryQuery& q) { q.outlet = "B"; }), Ids{2});
  EXPECT_EQ(found([](StoryQuery& q) { q.outlet = "b"; }), Ids{});
  EXPECT_EQ(found([](StoryQuery& q) { q.agency = "TASS"; }), Ids{2});
  EXPECT_EQ(found([](StoryQuery& q) { q.group = "World"; }), Ids{2});
  EXPECT_EQ(found([](StoryQuery& q) { q.group = "World/Asia"; }), Ids{2});
  EXPECT_EQ(found([](StoryQuery& q) { q.group = "Wor"; }), Ids{});
  EXPECT_EQ(found([](StoryQuery& q) { q.lang = "id"; }), (Ids{2, 1}));
  EXPECT_EQ(found([](StoryQuery& q) { q.lang = "en"; }), Ids{});
  EXPECT_EQ(found([](StoryQuery& q) { q.min_outlets = 2; }), Ids{2});
  EXPECT_EQ(found([](StoryQuery& q) { q.changed_since = kNow + hours(1); }), Ids{2});
  EXPECT_EQ(found([](StoryQuery& q) { q.order = StoryOrder::kOutlets; }), (Ids{2, 1}));
  EXPECT_EQ(found([](StoryQuery& q) { q.words = "title of"; }), (Ids{2, 1}));
  EXPECT_EQ(found([](StoryQuery& q) { q.words = "com"; }), (Ids{2, 1})) << "beginnings do";
  EXPECT_EQ(found([](StoryQuery& q) { q.words = "ommon"; }), Ids{});
  EXPECT_EQ(found([](StoryQuery& q) { q.words = "푸"; }), Ids{2});
  EXPECT_EQ(found([](StoryQuery& q) { q.words = "条约 约"; }), Ids{2});
  EXPECT_EQ(found([](StoryQuery& q) { q.words = "title 100"; }), Ids{}) << "of one article";
  EXPECT_EQ(found([](StoryQuery& q) { q.words = "NOT OR \" * NEAR( :"; }), Ids{});
  store.change_search(ArticleId{3}, "푸틴 조약 common 条约 约 100", "altogether different");
  EXPECT_EQ(found([](StoryQuery& q) { q.words = "100"; }), Ids{}) << "the text was edited";
  EXPECT_EQ(found([](StoryQuery& q) { q.words = "altogether"; }), Ids{2});
}

TEST_F(StoreTest, CountsWhatMatchesWhateverIsShown) {
  for (const char* key : {"1", "2", "3"}) new_story(key);
  store.add_article(article(feed, "B", "copy"), StoryId{2}, {ArticleId{2}, 2, 0.97, "text"},
                    kNow + hours(2));
  store.merge_story(StoryId{3}, StoryId{1}, ArticleId{3}, {ArticleId{1}, 0, 1, "text"}, kNow);
  for (const std::int64_t id : {1, 2, 3, 4}) store.set_search(ArticleId{id}, "common");
  const auto count = [this](auto set, std::size_t most = 10) {
    StoryQuery query;
    query.limit = 1;
    set(query);
    return store.count_stories(query, most);
  };
  EXPECT_EQ(count([](StoryQuery&) {}), 2u) << "one was merged away";
  EXPECT_EQ(count([](StoryQuery&) {}, 1), 1u);
  EXPECT_EQ(count([](StoryQuery& q) { q.before = 1; }), 2u);
  EXPECT_EQ(count([](StoryQuery& q) { q.lang = "id"; }), 2u);
  EXPECT_EQ(count([](StoryQuery& q) { q.lang = "en"; }), 0u);
  EXPECT_EQ(count([](StoryQuery& q) { q.outlet = "B"; }), 1u);
  EXPECT_EQ(count([](StoryQuery& q) { q.min_outlets = 2; }), 1u);
  EXPECT_EQ(count([](StoryQuery& q) { q.words = "common"; }), 2u);
  EXPECT_EQ(count([](StoryQuery& q) { q.changed_since = kNow + hours(1); }), 1u);
  EXPECT_EQ(count([](StoryQuery& q) { q.order = StoryOrder::kOutlets; }), 2u);
}

TEST(StoreReach, IsKnownToThoseWhoCount) {
  const test::TempDir dir;
  const std::string path = dir.path("wirefold.db");
  {
    Store store(path, kNow);
    const FeedId feed = store.feed("https://h.example/feed").id;
    const StoryId story = store.add_story(kNow, kNow);
    store.add_article(article(feed, "A", "1"), story, {}, kNow);
  }
  StoryQuery all;
  all.limit = 10;
  StoryQuery filter = all;
  filter.lang = "id";
  EXPECT_TRUE(Store(path).covers_all(filter));
  run_sql(path,
          "INSERT INTO story(id, uid, published, created, updated, changed) "
          "VALUES (200001, 'far', 0, 0, 0, 0)");
  Store store(path);
  EXPECT_FALSE(store.covers_all(filter));
  EXPECT_TRUE(store.covers_all(all));
  EXPECT_TRUE(store.stories(filter).empty());
  EXPECT_EQ(store.count_stories(filter, 10), 0u);
  EXPECT_EQ(store.count_stories(all, 10), 1u);
  filter = all;
  filter.changed_since = kNow;
  EXPECT_TRUE(store.stories(filter).empty()) << "a time is a filter";
  EXPECT_FALSE(store.covers_all(filter));
  filter.changed_since = kNow + hours(1);
  EXPECT_TRUE(store.covers_all(filter)) << "nothing so new is beyond";
}

TEST(StoreReach, EndsForWordsThatTooManyArticlesHave) {
  const test::TempDir dir;
  const std::string path = dir.path("wirefold.db");
  { const Store store(path, kNow); }
  run_sql(path,
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5001) "
          "INSERT INTO search(rowid, words) SELECT i, iif(i < 5001, 'rare often', 'often') "
          "FROM n");
  Store store(path);
  StoryQuery query;
  query.words = "rare";
  EXPECT_TRUE(store.covers_all(query));
  query.words = "often";
  EXPECT_FALSE(store.covers_all(query));
}

TEST_F(StoreTest, KnowsWhereAStoryWent) {
  const StoryId one = new_story("1");
  const StoryId two = new_story("2");
  const StoryId three = new_story("3");
  store.merge_story(three, two, ArticleId{3}, {ArticleId{2}, 0, 1, "text"}, kNow + hours(1));
  store.merge_story(two, one, ArticleId{2}, {ArticleId{1}, 0, 1, "text"}, kNow + hours(2));
  EXPECT_EQ(store.successor(three), one);
  EXPECT_EQ(store.successor(one), std::nullopt);
  EXPECT_FALSE(store.story(two));
  ASSERT_TRUE(store.story(one));
  EXPECT_EQ(store.story(one)->members.size(), 3u);
  const auto ended = store.ended_stories(kNow, 10);
  ASSERT_EQ(ended.size(), 2u);
  EXPECT_EQ(ended[0].when, kNow + hours(2));
  EXPECT_TRUE(store.is_story(ended[0].uid)) << "an id is never given again";
  EXPECT_EQ(store.ended_stories(kNow + hours(2), 10).size(), 1u);
}

TEST_F(StoreTest, NumbersEventsForGood) {
  for (int i = 1; i <= 5; ++i) {
    StoryEvent event{0, "story", "{\"n\":" + std::to_string(i) + "}"};
    store.add_event(event, kNow);
    EXPECT_EQ(event.id, i);
  }
  const auto last = store.last_events(2);
  ASSERT_EQ(last.size(), 2u);
  EXPECT_EQ(last[0].id, 4);
  EXPECT_EQ(last[1].data, "{\"n\":5}");
}

TEST_F(StoreTest, AddsUpTheHoursAndForgetsOldOnes) {
  store.count_hour({kNow, 1, 0, 2, 1});
  store.count_hour({kNow, 2, 1, 3, 1});
  store.count_hour({kNow + hours(1), 1, 1, 0, 0});
  auto all = store.hours(kNow);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].polls, 3);
  EXPECT_EQ(all[0].articles, 5);
  EXPECT_EQ(store.hours(kNow + hours(1)).size(), 1u);
  store.count_hour({kNow + hours(24 * 36), 1, 0, 0, 0});
  EXPECT_EQ(store.hours(kNow).size(), 1u);
}

TEST_F(StoreTest, KeepsTheSubscribersOfTheHub) {
  HubSubscriber s{0, "/feed.atom", "https://s.example/cb", "geheim", kNow, "", 0};
  store.save_subscriber(s);
  const std::int64_t id = s.id;
  s.id = 0;
  s.delivered = "\"1\"";
  store.save_subscriber(s);
  EXPECT_EQ(s.id, id) << "one a topic and callback";
  s.topic = "/feed.rss";
  store.save_subscriber(s);
  ASSERT_EQ(store.subscribers().size(), 2u);
  EXPECT_EQ(store.subscribers()[0].delivered, "\"1\"");
  EXPECT_EQ(store.subscribers()[0].secret, "geheim");
  store.drop_subscriber(id);
  EXPECT_EQ(store.subscribers().size(), 1u);
}

TEST_F(StoreTest, KeepsThePrintsOfTheWindow) {
  const StoryId story = new_story("1");
  new_story("2");
  std::vector<std::string> unprinted;
  store.for_each_unprinted(kNow, [&](const Article& a) { unprinted.push_back(a.key); });
  EXPECT_EQ(unprinted, (std::vector<std::string>{"1", "2"}));
  store.for_each_unprinted(kNow + hours(1), [](const Article&) { FAIL(); });

  const ArticleId first = store.find_article({{"A", {}}, FeedId{1}}, "1")->id;
  const std::string bytes("a\0b", 3);
  store.save_prints({first, ~std::uint64_t{0}, 7, std::nullopt, kNow, {}, "old"});
  store.save_prints({first, ~std::uint64_t{0}, 7, kNow, kNow, {}, bytes});
  int rows = 0;
  store.for_each_prints([&](const StoredPrints& p) {
    ++rows;
    EXPECT_EQ(p.article, first);
    EXPECT_EQ(p.outlet, ~std::uint64_t{0});
    EXPECT_EQ(p.link, 7u);
    EXPECT_EQ(p.published, kNow);
    EXPECT_EQ(p.story, story);
    EXPECT_EQ(p.prints, bytes);
  });
  EXPECT_EQ(rows, 1);
  unprinted.clear();
  store.for_each_unprinted(kNow, [&](const Article& a) { unprinted.push_back(a.key); });
  EXPECT_EQ(unprinted, std::vector<std::string>{"2"});
  store.update_prints(first, "new");
  store.update_prints(store.find_article({{"A", {}}, FeedId{1}}, "2")->id, "has none");
  store.for_each_prints([&](const StoredPrints& p) { EXPECT_EQ(p.prints, "new"); });
  store.drop_prints(first);
  store.for_each_prints([](const StoredPrints&) { FAIL(); });
}

TEST_F(StoreTest, MovesAnArticleAndFindsAnotherLead) {
  const StoryId from = new_story("lead");
  store.add_article(article(feed, "B", "copy"), from, {}, kNow);
  const StoryId to = store.add_story(kNow, kNow);
  const ArticleId lead = store.find_article({{"A", {}}, FeedId{1}}, "lead")->id;
  EXPECT_EQ(store.placement(store.find_article({{"A", {}}, FeedId{1}}, "lead")->id)->moves, 0);
  store.move_article(lead, to, {ArticleId{}, -1, 0, "new"}, kNow + hours(1));
  EXPECT_EQ(store.placement(store.find_article({{"A", {}}, FeedId{1}}, "lead")->id)->moves, 1);
  ASSERT_TRUE(store.lead_of(from));
  EXPECT_EQ(store.lead_of(from)->key, "copy");
  EXPECT_EQ(store.lead_of(to)->key, "lead");
  const auto stories = store.recent_stories(5);
  ASSERT_EQ(stories.size(), 2u);
  for (const Story& s : stories) EXPECT_EQ(s.members.size(), 1u);
}

TEST_F(StoreTest, RevivesAMergedStoryUnderItsUid) {
  const StoryId into = new_story("1");
  const StoryId from = new_story("2");
  const std::string uid = store.story(from)->uid;
  const ArticleId second = store.find_article({{"A", {}}, FeedId{1}}, "2")->id;
  store.merge_story(from, into, second, {}, kNow + hours(1));
  EXPECT_FALSE(store.revive_story(into, kNow + hours(2))) << "it has not ended";
  EXPECT_FALSE(store.revive_story(StoryId{77}, kNow + hours(2)));
  ASSERT_TRUE(store.revive_story(from, kNow + hours(2)));
  store.move_article(second, from, {}, kNow + hours(2));
  EXPECT_FALSE(store.successor(from));
  ASSERT_TRUE(store.story(from));
  EXPECT_EQ(store.story(from)->uid, uid);
  EXPECT_EQ(store.story(from)->lead().key, "2");
  EXPECT_EQ(store.story(from)->updated, kNow + hours(2)) << "later than its end was told";
  EXPECT_EQ(store.ended_stories(kNow, 10).size(), 0u);
  EXPECT_EQ(store.story(into)->members.size(), 1u);
}

TEST_F(StoreTest, ServesAMergedStoryNoMore) {
  const StoryId into = new_story("1");
  const StoryId from = new_story("2");
  const ArticleId copy = store.add_article(article(feed, "B", "3"), from, {}, kNow);
  const ArticleId first = store.find_article({{"A", {}}, FeedId{1}}, "1")->id;
  const ArticleId second = store.find_article({{"A", {}}, FeedId{1}}, "2")->id;
  store.merge_story(from, into, second, {first, 0, 1, "text"}, kNow + hours(1));
  const auto stories = store.recent_stories(5);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].id, into);
  EXPECT_EQ(stories[0].members.size(), 3u);
  EXPECT_EQ(stories[0].lead().key, "1");
  EXPECT_EQ(stories[0].changed, kNow + hours(1));
  EXPECT_EQ(stories[0].updated, stories[0].published);
  EXPECT_FALSE(store.lead_of(from));
  store.set_lead(into, copy, kNow + hours(2));
  EXPECT_EQ(store.lead_of(into)->key, "3");
  EXPECT_EQ(store.recent_stories(5)[0].updated, kNow + hours(2));
}

TEST_F(StoreTest, FindsAnArticleByItsCanonicalUrl) {
  new_story("a");
  new_story("b");
  const auto found =
      store.articles_of_page({{"A", {}}, FeedId{1}}, "https://h.example/canonical/b");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].key, "b");
  const Article article = *store.article(found[0].id);
  EXPECT_EQ(article.page_text, "First line of b.\nSecond.");
  EXPECT_EQ(article.wire, (WireFacts{"Reuters", "HARBOUR", "abc"}));
  EXPECT_EQ(article.title, found[0].title);
  EXPECT_EQ(article.published, found[0].published);
  EXPECT_TRUE(
      store.articles_of_page({{"B", {}}, FeedId{2}}, "https://h.example/canonical/b").empty());
  EXPECT_TRUE(store.articles_of_page({{"A", {}}, FeedId{1}}, "").empty());
  EXPECT_FALSE(store.article(ArticleId{99}));
}

TEST_F(StoreTest, KeepsBoilerplateUntilItIsNotSeenAnyMore) {
  store.save_boilerplate({0xFFFFFFFFFFFFFFFFULL, kNow - hours(50)});
  store.save_boilerplate({2, kNow - hours(60)});
  store.save_boilerplate({2, kNow});
  const auto kept = [this](Timestamp since) {
    std::map<std::uint64_t, Timestamp> out;
    store.forget_boilerplate(since);
    store.for_each_boilerplate([&](const LearnedSentence& s) { out[s.key] = s.last_seen; });
    return out;
  };
  using Kept = std::map<std::uint64_t, Timestamp>;
  EXPECT_EQ(kept(kNow - hours(50)), (Kept{{2, kNow}, {0xFFFFFFFFFFFFFFFFULL, kNow - hours(50)}}));
  EXPECT_EQ(kept(kNow - hours(49)), (Kept{{2, kNow}}));
  EXPECT_EQ(kept(kNow - hours(100)), (Kept{{2, kNow}})) << "dropped for good";
}

class StoreFileTest : public testing::Test {
 protected:
  test::TempDir dir;
  std::string path = dir.path("w.db");
};

TEST_F(StoreFileTest, KeepsIdsAndBirthAcrossOpenings) {
  std::string uid;
  std::string story_uid;
  {
    Store store(path, kNow);
    uid = store.uid();
    const StoryId story = store.add_story(kNow, kNow);
    store.add_article(article(store.feed("u").id, "A", "1"), story, {}, kNow);
    story_uid = store.recent_stories(1).at(0).uid;
  }
  Store store(path, kNow + hours(5));
  EXPECT_EQ(store.uid(), uid);
  EXPECT_EQ(store.born(), kNow);
  EXPECT_EQ(store.recent_stories(1).at(0).uid, story_uid);
}

TEST_F(StoreFileTest, KeepsASecondDaemonOut) {
  const Store first(path, kNow);
  try {
    const Store second(path, kNow);
    FAIL() << "opened twice";
  } catch (const StoreError& error) {
    EXPECT_NE(std::string(error.what()).find("in use"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find(path), std::string::npos) << error.what();
  }
}

TEST_F(StoreFileTest, RefusesAForeignDatabase) {
  run_sql(path, "CREATE TABLE other(x)");
  EXPECT_THROW(Store(path, kNow), StoreError);
}

TEST_F(StoreFileTest, RefusesANewerSchema) {
  { const Store store(path, kNow); }
  run_sql(path, "PRAGMA user_version = 999");
  EXPECT_THROW(Store(path, kNow), StoreError);
}

TEST_F(StoreFileTest, RefusesAFileThatIsNoDatabase) {
  dir.write("w.db", std::string(4096, 'x'));
  EXPECT_THROW(Store(path, kNow), StoreError);
}

TEST_F(StoreFileTest, SaysWhichDirectoryIsMissing) {
  EXPECT_THROW(Store("/nonexistent/w.db", kNow), StoreError);
}

}  // namespace
}  // namespace wirefold::store
