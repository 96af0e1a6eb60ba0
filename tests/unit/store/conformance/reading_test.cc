// What is read for the served documents, the commands and `tail`.
#include "wirefold/store/reading.h"

#include <map>

#include "unit/store/conformance/store_conformance.h"

namespace wirefold::store {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

class ReadingConformance : public StoreConformance {
 protected:
  Article article(const std::string& key) { return OpenStore::article(feed, key); }
  Article article_of_other(const std::string& key) {
    Article out = OpenStore::article(other, key);
    out.outlet = "B";
    return out;
  }

  StoryId new_story(const std::string& key, Timestamp now = kNow) {
    return open_story(article(key), now);
  }

  ArticleId lead_of(StoryId id) { return story(id).lead().id; }

  /// The stories that match a query, which `set` completes.
  template <typename Set>
  Ids asked(Set&& set) {
    StoryQuery query;
    query.limit = 10;
    set(query);
    return ids_of(database->reading().stories(query));
  }

  Ids searched(const std::string& words) { return found(*database, words); }

  static Override pin_of(StoryId id) {
    Override out;
    out.kind = OverrideKind::kPin;
    out.story = id;
    return out;
  }

  Reading& reading() { return database->reading(); }

  const FeedId feed = add_feed("https://h.example/feed", {"h.example", ""});
  const FeedId other = add_feed("https://b.example/feed", {"b.example", ""});
};

TEST_P(ReadingConformance, ListsWhatCameLastNewestFirst) {
  for (const int i : {3, 4, 1, 0, 2}) {
    change([&](Transaction& to) {
      const StoryId id = to.folding().add_story(kNow - hours(i), kNow);
      store::join(to, article(std::to_string(i)), id);
    });
  }
  const auto stories = newest_stories(*database, 3);
  ASSERT_EQ(stories.size(), 3u);
  EXPECT_EQ(stories[0].published, kNow);
  EXPECT_EQ(stories[1].published, kNow - hours(1));
  EXPECT_EQ(stories[2].published, kNow - hours(2));
}

TEST_P(ReadingConformance, KeepsTheZoneOfADate) {
  Article a = article("1");
  a.utc_offset = std::chrono::minutes(-210);
  const StoryId id = open_story(a);
  EXPECT_EQ(story(id).lead().utc_offset, a.utc_offset);
}

TEST_P(ReadingConformance, ListsMembersInTheOrderInWhichTheyCame) {
  const StoryId id = new_story("1");
  join(article("2"), id);
  const ArticleId third = join(article("3"), id);
  change([&](Transaction& to) { to.folding().set_lead(id, third, kNow); });
  Ids members;
  for (const Member& member : story(id).members) members.push_back(to_int(member.article.id));
  EXPECT_EQ(members, (Ids{3, 1, 2})) << "behind the lead";
}

/// Two stories: the second also has a copy of another outlet, in another language.
class QueryConformance : public ReadingConformance {
 protected:
  QueryConformance() {
    for (const char* key : {"1", "2"}) {
      Article a = article(key);
      a.title = std::string("title of ") + key + " common";
      a.group = "Home";
      open_story(a);
    }
    Article copy = article_of_other("copy");
    copy.title = "푸틴 조약 common 条约 约 100";
    copy.lang = "ko";
    copy.group = "World/Asia";
    copy.wire.agency = "TASS";
    join(copy, StoryId{2}, {ArticleId{1}, 2, 0.97, "text"}, kNow + hours(2));
  }
};

TEST_P(QueryConformance, FindsAllByDefault) {
  EXPECT_EQ(asked([](StoryQuery&) {}), (Ids{2, 1}));
}

TEST_P(QueryConformance, FindsAtMostAsManyAsAsked) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.limit = 1; }), Ids{2});
  EXPECT_EQ(asked([](StoryQuery& q) { q.limit = 0; }), Ids{});
}

TEST_P(QueryConformance, FindsNoFurtherStoryBeyondTheBytesAsked) {
  const std::size_t first = bytes_of(story(StoryId{2}));
  EXPECT_EQ(asked([&](StoryQuery& q) { q.most_bytes = first; }), Ids{2});
  EXPECT_EQ(asked([&](StoryQuery& q) { q.most_bytes = first + 1; }), (Ids{2, 1}));
}

TEST_P(QueryConformance, FindsStoriesBeforeAnId) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.before = 2; }), Ids{1});
}

TEST_P(QueryConformance, FindsAStoryByTheNameOfAnOutlet) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.outlet = "B"; }), Ids{2});
  EXPECT_EQ(asked([](StoryQuery& q) { q.outlet = "b"; }), Ids{});
}

TEST_P(QueryConformance, FindsAStoryByItsPublishersId) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.outlet = "b.example"; }), Ids{2});
  EXPECT_EQ(asked([](StoryQuery& q) { q.outlet = "example"; }), Ids{});
}

TEST_P(QueryConformance, FindsAStoryOfAClaimedPublisherByThePublishersWholeId) {
  const Publisher claimed{"b.example", "burner.example"};
  open_story(OpenStore::article(add_feed("https://burner.example/1", claimed), "3"));
  EXPECT_EQ(asked([](StoryQuery& q) { q.outlet = "b.example"; }), Ids{2});
  EXPECT_EQ(asked([&](StoryQuery& q) { q.outlet = claimed.id(); }), Ids{3});
}

TEST_P(QueryConformance, FindsAStoryByTheAgencyOfAnyArticle) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.agency = "TASS"; }), Ids{2});
  EXPECT_EQ(asked([](StoryQuery& q) { q.agency = "Reuters"; }), (Ids{2, 1}));
}

TEST_P(QueryConformance, FindsAStoryByTheFolderOfAnyArticle) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.group = "World"; }), Ids{2});
  EXPECT_EQ(asked([](StoryQuery& q) { q.group = "World/Asia"; }), Ids{2});
  EXPECT_EQ(asked([](StoryQuery& q) { q.group = "Wor"; }), Ids{});
}

TEST_P(QueryConformance, FindsAStoryByTheLanguageOfItsLead) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.lang = "id"; }), (Ids{2, 1}));
  EXPECT_EQ(asked([](StoryQuery& q) { q.lang = "en"; }), Ids{});
  EXPECT_EQ(asked([](StoryQuery& q) { q.lang = "ko"; }), Ids{}) << "of a copy";
}

TEST_P(QueryConformance, FindsAStoryByItsNumberOfOutlets) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.min_outlets = 2; }), Ids{2});
  EXPECT_EQ(asked([](StoryQuery& q) { q.min_outlets = 3; }), Ids{});
}

TEST_P(QueryConformance, APublisherIsOneOutletUnderWhateverName) {
  Article a = article("3");
  a.outlet = "A in other words";
  join(a, StoryId{1});
  EXPECT_EQ(asked([](StoryQuery& q) { q.min_outlets = 2; }), Ids{2});
}

TEST_P(QueryConformance, FindsStoriesThatHaveChangedSince) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.changed_since = kNow + hours(2); }), Ids{2});
  EXPECT_EQ(asked([](StoryQuery& q) { q.changed_since = kNow + hours(2) + seconds(1); }), Ids{});
}

TEST_P(QueryConformance, AllConditionsMustHold) {
  EXPECT_EQ(asked([](StoryQuery& q) { q.outlet = "B", q.words = "common"; }), Ids{2});
  EXPECT_EQ(asked([](StoryQuery& q) { q.outlet = "B", q.lang = "en"; }), Ids{});
  EXPECT_EQ(asked([](StoryQuery& q) { q.outlet = "B", q.before = 2; }), Ids{});
}

TEST_P(QueryConformance, ListsTheStoryWithTheMostOutletsFirst) {
  new_story("3");
  const Ids ids = asked([](StoryQuery& q) { q.order = StoryOrder::kOutlets; });
  ASSERT_EQ(ids.size(), 3u);
  EXPECT_EQ(ids[0], 2);
}

TEST_P(QueryConformance, TheMostOutletsAreThoseOfTheLastTwoDays) {
  new_story("3", kNow + days(2));
  EXPECT_EQ(asked([](StoryQuery& q) { q.order = StoryOrder::kOutlets; }).size(), 3u);
  new_story("4", kNow + days(2) + seconds(1));
  const Ids ids = asked([](StoryQuery& q) { q.order = StoryOrder::kOutlets; });
  EXPECT_EQ(ids.size(), 2u) << "counted from the newest story";
}

TEST_P(QueryConformance, FindsWords) {
  EXPECT_EQ(searched("title of"), (Ids{2, 1}));
  EXPECT_EQ(searched("of title"), (Ids{2, 1})) << "in any order";
  EXPECT_EQ(searched("条约 约"), Ids{2});
  EXPECT_EQ(searched("unknown"), Ids{});
}

TEST_P(QueryConformance, FindsBeginningsOfWords) {
  EXPECT_EQ(searched("com"), (Ids{2, 1}));
  EXPECT_EQ(searched("푸"), Ids{2});
  EXPECT_EQ(searched("ommon"), Ids{});
}

TEST_P(QueryConformance, ASingleLetterMustBeTheWholeWord) {
  EXPECT_EQ(searched("c"), Ids{});
  EXPECT_EQ(searched("1"), Ids{1});
}

TEST_P(QueryConformance, OneArticleMustHaveAllWords) {
  EXPECT_EQ(searched("title 2"), Ids{2});
  EXPECT_EQ(searched("title 100"), Ids{}) << "of two articles of one story";
}

TEST_P(QueryConformance, TakesAnyTextForWords) {
  EXPECT_EQ(searched("NOT OR \" * NEAR( :"), Ids{});
  EXPECT_EQ(searched("'; --"), Ids{});
}

TEST_P(QueryConformance, FindsTheWordsOfAnEditAlone) {
  Article copy = *reading().article(ArticleId{3});
  copy.title = "altogether different";
  edit(copy);
  EXPECT_EQ(searched("100"), Ids{}) << "the text was edited";
  EXPECT_EQ(searched("altogether"), Ids{2});
}

TEST_P(QueryConformance, WordsFollowAnArticleToItsStory) {
  change([](Transaction& to) {
    to.folding().move_article(ArticleId{3}, StoryId{1}, {}, kNow + hours(3));
  });
  EXPECT_EQ(searched("100"), Ids{1});
}

TEST_P(QueryConformance, CoversAllOfAFewStories) {
  StoryQuery query;
  EXPECT_TRUE(reading().covers_all(query));
  query.words = "common";
  query.lang = "id";
  EXPECT_TRUE(reading().covers_all(query));
}

TEST_P(ReadingConformance, FindsTheNewestOfTheArticlesThatHaveAWord) {
  constexpr int kMost = 5000;
  change([&](Transaction& to) {
    Article a = article("rare often");
    a.title = a.key;
    store::open_story(to, a);
    for (int i = 0; i < kMost; ++i) {
      a.key = std::to_string(i);
      a.title = "often";
      store::open_story(to, a);
    }
  });
  StoryQuery query;
  query.words = "rare";
  EXPECT_TRUE(reading().covers_all(query));
  EXPECT_EQ(reading().count_stories(query, 9999), 1u);
  query.words = "often";
  EXPECT_FALSE(reading().covers_all(query));
  EXPECT_EQ(reading().count_stories(query, 9999), std::size_t{kMost});
}

TEST_P(ReadingConformance, CountsWhatMatchesWhateverIsShown) {
  for (const char* key : {"1", "2", "3"}) new_story(key);
  join(article_of_other("copy"), StoryId{2}, {ArticleId{2}, 2, 0.97, "text"}, kNow + hours(2));
  merge(StoryId{3}, StoryId{1}, ArticleId{3}, {ArticleId{1}, 0, 1, "text"});
  const auto count = [this](auto set, std::size_t most = 10) {
    StoryQuery query;
    query.limit = 1;
    set(query);
    return reading().count_stories(query, most);
  };
  EXPECT_EQ(count([](StoryQuery&) {}), 2u) << "one was merged away";
  EXPECT_EQ(count([](StoryQuery&) {}, 1), 1u);
  EXPECT_EQ(count([](StoryQuery& q) { q.before = 1; }), 2u);
  EXPECT_EQ(count([](StoryQuery& q) { q.lang = "id"; }), 2u);
  EXPECT_EQ(count([](StoryQuery& q) { q.lang = "en"; }), 0u);
  EXPECT_EQ(count([](StoryQuery& q) { q.outlet = "B"; }), 1u);
  EXPECT_EQ(count([](StoryQuery& q) { q.min_outlets = 2; }), 1u);
  EXPECT_EQ(count([](StoryQuery& q) { q.words = "title"; }), 2u);
  EXPECT_EQ(count([](StoryQuery& q) { q.changed_since = kNow + hours(1); }), 1u);
  EXPECT_EQ(count([](StoryQuery& q) { q.order = StoryOrder::kOutlets; }), 2u);
}

TEST_P(ReadingConformance, AStoryIsPinnedOnceThePinIsCarriedOut) {
  const StoryId id = new_story("1");
  const StoryId unpinned = new_story("2");
  Override order = pin_of(id);
  change([&](Transaction& to) { to.overrides().add(order); });
  EXPECT_FALSE(story(id).pinned);
  order.done = kNow;
  change([&](Transaction& to) { to.overrides().close(order); });
  EXPECT_TRUE(story(id).pinned);
  EXPECT_FALSE(story(unpinned).pinned);
}

TEST_P(ReadingConformance, APinThatFailedPinsNothing) {
  const StoryId id = new_story("1");
  Override order = pin_of(id);
  change([&](Transaction& to) {
    to.overrides().add(order);
    order.done = kNow;
    order.problem = "no";
    to.overrides().close(order);
  });
  EXPECT_FALSE(story(id).pinned);
}

TEST_P(ReadingConformance, KnowsNoUnknownStory) {
  EXPECT_FALSE(reading().story(StoryId{77}));
  EXPECT_FALSE(reading().lead_of(StoryId{77}));
  EXPECT_FALSE(reading().successor(StoryId{77}));
}

TEST_P(ReadingConformance, ReadsALeadWithoutItsEnclosures) {
  const StoryId id = new_story("1");
  join(article("2"), id);
  const auto lead = reading().lead_of(id);
  ASSERT_TRUE(lead);
  EXPECT_EQ(lead->key, "1");
  EXPECT_EQ(lead->enclosures.size(), 0u);
}

TEST_P(ReadingConformance, ReadsAnArticleWithoutItsEnclosures) {
  new_story("a");
  const Article want = article("b");
  const auto got = reading().article(add(want));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->page_text, "First line of b.\nSecond.");
  EXPECT_EQ(got->wire, (WireFacts{"Reuters", "HARBOUR", "abc"}));
  EXPECT_EQ(got->title, want.title);
  EXPECT_EQ(got->published, want.published);
  EXPECT_EQ(got->publisher, want.publisher);
  EXPECT_EQ(got->enclosures.size(), 0u);
  EXPECT_FALSE(reading().article(ArticleId{99}));
}

TEST_P(ReadingConformance, AnArticleHasThePublisherThatItsFeedHasNow) {
  const ArticleId id = add(article("1"));
  add_feed("https://h.example/feed", {"new.example", "burner.example"});
  EXPECT_EQ(reading().article(id)->publisher, (Publisher{"new.example", "burner.example"}));
}

TEST_P(ReadingConformance, KnowsThePlacementOfAnArticle) {
  const StoryId id = new_story("1");
  const ArticleId copy = join(article("2"), id, {ArticleId{1}, 2, 0.97, "text"});
  const auto placed = reading().placement(copy);
  ASSERT_TRUE(placed);
  EXPECT_EQ(placed->story, id);
  EXPECT_EQ(placed->reason.like, ArticleId{1});
  EXPECT_EQ(placed->reason.distance, 2);
  EXPECT_DOUBLE_EQ(placed->reason.similarity, 0.97);
  EXPECT_EQ(placed->reason.rule, "text");
  EXPECT_FALSE(reading().placement(ArticleId{77}));
}

TEST_P(ReadingConformance, TellsTheStoriesThatEndedTheLastFirst) {
  const StoryId one = new_story("1");
  const StoryId two = new_story("2");
  const StoryId three = new_story("3");
  const std::string uid_of_two = story(two).uid;
  const std::string uid_of_three = story(three).uid;
  merge(three, two, lead_of(three), {}, kNow + hours(1));
  merge(two, one, lead_of(two), {}, kNow + hours(2));
  const auto ended = reading().ended_stories(kNow, 10);
  ASSERT_EQ(ended.size(), 2u);
  EXPECT_EQ(ended[0].when, kNow + hours(2));
  EXPECT_EQ(ended[0].uid, uid_of_two);
  EXPECT_EQ(ended[1].uid, uid_of_three);
  EXPECT_EQ(reading().ended_stories(kNow + hours(2), 10).size(), 1u);
  EXPECT_EQ(reading().ended_stories(kNow, 1).size(), 1u);
}

TEST_P(ReadingConformance, CountsArticlesByFeedAndDay) {
  const Timestamp midnight = std::chrono::floor<days>(kNow) + days(1);
  int key = 0;
  const auto arrive = [&](FeedId of, Timestamp at) {
    Article a = OpenStore::article(of, std::to_string(++key));
    a.first_seen = at;
    add(a);
  };
  arrive(feed, midnight - seconds(1));
  arrive(feed, midnight);
  arrive(feed, midnight + hours(23));
  arrive(other, midnight);
  std::map<std::pair<FeedId, Timestamp>, std::int64_t> got;
  for (const FeedDay& d : reading().feed_days(kNow)) got[{d.feed, d.day}] = d.articles;
  EXPECT_EQ(got[std::pair(feed, midnight - days(1))], 1);
  EXPECT_EQ(got[std::pair(feed, midnight)], 2);
  EXPECT_EQ(got[std::pair(other, midnight)], 1);
  EXPECT_EQ(got.size(), 3u);
  EXPECT_EQ(reading().feed_days(midnight).size(), 2u);
}

TEST_P(ReadingConformance, CountsCopiesByFeedAndDay) {
  join(article_of_other("2"), new_story("1"));
  std::map<FeedId, std::int64_t> copies;
  for (const FeedDay& d : reading().feed_days(kNow)) copies[d.feed] += d.copies;
  EXPECT_EQ(copies, (std::map<FeedId, std::int64_t>{{feed, 0}, {other, 1}}));
}

TEST_P(ReadingConformance, TellsWhoseTextAnArticleHas) {
  Article lead = article("1");
  lead.wire.agency = "Kabar Agency";
  lead.published = kNow;
  const StoryId id = open_story(lead);
  Article copy = article_of_other("2");
  copy.wire.agency.clear();
  copy.published = kNow + hours(1);
  join(copy, id);
  const std::vector<ArticleOrigin> origins = reading().origins(kNow, 10);
  ASSERT_EQ(origins.size(), 2u);
  EXPECT_EQ(origins[0].outlet, "B");
  EXPECT_EQ(origins[0].publisher, "b.example");
  EXPECT_EQ(origins[0].agency, "Kabar Agency") << "of the lead";
  EXPECT_EQ(origins[0].lead_outlet, "A");
  EXPECT_EQ(origins[0].lead_publisher, "h.example");
  EXPECT_FALSE(origins[0].leads);
  EXPECT_EQ(origins[0].delay, hours(1));
  EXPECT_TRUE(origins[1].leads);
  EXPECT_EQ(origins[1].delay, hours(0));
}

TEST_P(ReadingConformance, TellsTheArticlesOwnAgencyFirst) {
  Article lead = article("1");
  lead.wire.agency = "Kabar Agency";
  const StoryId id = open_story(lead);
  Article copy = article_of_other("2");
  copy.wire.agency = "Warta Agency";
  copy.published.reset();
  join(copy, id);
  const std::vector<ArticleOrigin> origins = reading().origins(kNow, 10);
  EXPECT_EQ(origins.at(0).agency, "Warta Agency");
  EXPECT_EQ(origins.at(0).delay, std::nullopt);
}

TEST_P(ReadingConformance, TellsOfTheNewestArticlesWhoseTextsTheyHave) {
  new_story("1");
  Article late = article("2");
  late.first_seen = kNow + hours(1);
  open_story(late);
  EXPECT_EQ(reading().origins(kNow, 10).size(), 2u);
  EXPECT_EQ(reading().origins(kNow, 1).size(), 1u);
  EXPECT_EQ(reading().origins(kNow + hours(1), 10).size(), 1u);
}

TEST_P(ReadingConformance, CountsArticles) {
  EXPECT_EQ(reading().count_articles(), 0);
  join(article("2"), new_story("1"));
  EXPECT_EQ(reading().count_articles(), 2);
}

TEST_P(ReadingConformance, CountsWhatCameSince) {
  new_story("1");
  Article late = article("2");
  late.first_seen = kNow + hours(1);
  open_story(late, kNow + hours(1));
  EXPECT_EQ(reading().count_since(kNow).articles, 2);
  EXPECT_EQ(reading().count_since(kNow).stories, 2);
  EXPECT_EQ(reading().count_since(kNow + hours(1)).articles, 1);
  EXPECT_EQ(reading().count_since(kNow + hours(1)).stories, 1);
}

TEST_P(ReadingConformance, CountsNoStoryThatHasEnded) {
  const StoryId into = new_story("1");
  merge(new_story("2"), into, ArticleId{2});
  EXPECT_EQ(reading().count_since(kNow).articles, 2);
  EXPECT_EQ(reading().count_since(kNow).stories, 1);
}

INSTANTIATE_TEST_SUITE_P(Stores, ReadingConformance, testing::ValuesIn(stores()), name_of);
INSTANTIATE_TEST_SUITE_P(Stores, QueryConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
