// How the fold thread changes articles and stories.
#include "wirefold/store/folding.h"

#include <map>
#include <set>

#include "unit/store/conformance/store_conformance.h"

namespace wirefold::store {
namespace {

using std::chrono::hours;

using Outlets = std::map<std::string, std::size_t>;

const FoldReason kCopy{ArticleId{1}, 2, 0.97, "text"};

class FoldingConformance : public StoreConformance {
 protected:
  template <typename Use>
  auto fold(Use&& use) {
    return change([&](Transaction& to) { return use(to.folding()); });
  }

  Article article(const std::string& key) { return OpenStore::article(feed, key); }

  /// A story of one article.
  StoryId new_story(const std::string& key) { return open_story(article(key)); }

  ArticleId lead_of(StoryId id) { return story(id).lead().id; }

  Placement placement(ArticleId id) {
    return database->reading().placement(id).value_or(Placement());
  }

  void move(ArticleId id, StoryId to, const FoldReason& reason = {}, Timestamp now = kNow) {
    fold([&](FoldingWriter& w) { w.move_article(id, to, reason, now); });
  }

  /// The stored article with this text, as an edit has it.
  Article edited_article(ArticleId id, const std::string& title) {
    Article out = *database->reading().article(id);
    out.title = title;
    out.enclosures = {{"https://h.example/new.mp3", "audio/mpeg", 3}};
    return out;
  }

  const FeedId feed = add_feed("https://h.example/feed", {"h.example", ""});
  const FeedId other = add_feed("https://b.example/feed", {"b.example", ""});
};

TEST_P(FoldingConformance, GivesBackWhatItWasGiven) {
  const StoryId id = new_story("1");
  const auto stories = newest_stories(*database, 10);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].id, id);
  EXPECT_EQ(stories[0].uid.find("urn:uuid:"), 0u);
  EXPECT_EQ(stories[0].feed_url, "https://h.example/feed");
  const Article& got = stories[0].lead();
  const Article want = article("1");
  EXPECT_EQ(got.feed, feed);
  EXPECT_EQ(got.outlet, want.outlet);
  EXPECT_EQ(got.publisher, want.publisher);
  EXPECT_EQ(got.key, want.key);
  EXPECT_EQ(got.link, want.link);
  EXPECT_EQ(got.canonical, want.canonical);
  EXPECT_EQ(got.title, want.title);
  EXPECT_EQ(got.summary, want.summary);
  EXPECT_EQ(got.content, want.content);
  EXPECT_EQ(got.page_text, want.page_text);
  EXPECT_EQ(got.wire, want.wire);
  EXPECT_EQ(got.lang, want.lang);
  EXPECT_EQ(got.group, want.group);
  EXPECT_EQ(got.image, want.image);
  EXPECT_EQ(got.authors, want.authors);
  EXPECT_EQ(got.categories, want.categories);
  EXPECT_EQ(got.published, want.published);
  EXPECT_EQ(got.updated, std::nullopt);
  EXPECT_EQ(got.first_seen, want.first_seen);
  EXPECT_EQ(got.text_hash, want.text_hash);
}

TEST_P(FoldingConformance, KeepsEnclosuresInTheirOrder) {
  Article a = article("1");
  a.enclosures[1].alternative = true;
  const std::vector<Enclosure> got = story(open_story(a)).lead().enclosures;
  ASSERT_EQ(got.size(), 2u);
  EXPECT_EQ(got[0].url, a.enclosures[0].url);
  EXPECT_EQ(got[0].type, "audio/mpeg");
  EXPECT_EQ(got[0].length_bytes, 12u);
  EXPECT_FALSE(got[0].alternative);
  EXPECT_EQ(got[1].url, a.enclosures[1].url);
  EXPECT_EQ(got[1].length_bytes, std::nullopt);
  EXPECT_TRUE(got[1].alternative);
}

TEST_P(FoldingConformance, KeepsTextsWithAnyBytes) {
  Article a = article("1");
  a.title = std::string("a\0'\"%\n푸", 10);
  EXPECT_EQ(story(open_story(a)).lead().title, a.title);
}

TEST_P(FoldingConformance, AStoryHasTheTimesOfItsBeginning) {
  const StoryId id = fold([&](FoldingWriter& w) { return w.add_story(kNow - hours(3), kNow); });
  join(article("1"), id);
  EXPECT_EQ(story(id).published, kNow - hours(3));
  EXPECT_EQ(story(id).updated, kNow - hours(3));
  EXPECT_EQ(story(id).changed, kNow);
}

TEST_P(FoldingConformance, EachStoryHasAUidOfItsOwn) {
  const StoryId one = new_story("1");
  const StoryId two = new_story("2");
  EXPECT_NE(story(one).uid, story(two).uid);
}

TEST_P(FoldingConformance, AStoryWithoutArticlesIsNotServed) {
  const StoryId empty = fold([&](FoldingWriter& w) { return w.add_story(kNow, kNow); });
  EXPECT_FALSE(database->reading().story(empty));
  EXPECT_EQ(newest_stories(*database).size(), 0u);
}

TEST_P(FoldingConformance, RefusesTheSameEntryTwice) {
  const StoryId id = new_story("1");
  EXPECT_THROW(join(article("1"), id), StoreError);
}

TEST_P(FoldingConformance, TakesTheSameKeyFromAnotherFeed) {
  new_story("1");
  EXPECT_NO_THROW(open_story(OpenStore::article(other, "1")));
}

TEST_P(FoldingConformance, KeepsTheLeadFirstAndItsDatesWhenACopyJoins) {
  const StoryId id = open_story(article("1"), kNow - hours(1));
  Article copy = OpenStore::article(other, "2");
  copy.outlet = "B";
  copy.first_seen = kNow + hours(2);
  join(copy, id, kCopy, copy.first_seen);
  const Story got = story(id);
  EXPECT_EQ(got.lead().outlet, "A");
  ASSERT_EQ(got.members.size(), 2u);
  EXPECT_EQ(got.members[1].reason.like, ArticleId{1});
  EXPECT_EQ(got.members[1].reason.distance, 2);
  EXPECT_DOUBLE_EQ(got.members[1].reason.similarity, 0.97);
  EXPECT_EQ(got.members[1].reason.rule, "text");
  EXPECT_EQ(got.updated, kNow - hours(1));
  EXPECT_EQ(got.changed, kNow + hours(2));
  EXPECT_EQ(outlets_of(got).size(), 2u);
}

TEST_P(FoldingConformance, ServesTheFactsOfTheLeadsFeed) {
  FeedState state = feed_at("https://h.example/feed");
  state.title = "T";
  state.uid = "urn:x";
  state.rights = "ours";
  save(state);
  const StoryId id = new_story("1");
  join(OpenStore::article(other, "2"), id);
  EXPECT_EQ(story(id).feed_url, "https://h.example/feed");
  EXPECT_EQ(story(id).feed_title, "T");
  EXPECT_EQ(story(id).feed_uid, "urn:x");
  EXPECT_EQ(story(id).feed_rights, "ours");
}

TEST_P(FoldingConformance, MovesUpdatedForAnEditOfTheLead) {
  const StoryId id = new_story("1");
  edit(edited_article(lead_of(id), "edited"), kNow + hours(4));
  EXPECT_EQ(story(id).updated, kNow + hours(4));
  EXPECT_EQ(story(id).changed, kNow + hours(4));
}

TEST_P(FoldingConformance, MovesOnlyChangedForAnEditOfACopy) {
  const StoryId id = open_story(article("1"), kNow - hours(1));
  const ArticleId copy = join(OpenStore::article(other, "2"), id, kCopy);
  edit(edited_article(copy, "edited"), kNow + hours(3));
  EXPECT_EQ(story(id).updated, kNow - hours(1));
  EXPECT_EQ(story(id).changed, kNow + hours(3));
}

TEST_P(FoldingConformance, AnEditReplacesTheText) {
  const StoryId id = new_story("1");
  Article want = OpenStore::article(feed, "other");
  want.id = lead_of(id);
  want.enclosures = {{"https://h.example/new.mp3", "audio/mpeg", 3}};
  want.updated = kNow + hours(1);
  want.authors = {"Cleo"};
  want.categories = {};
  want.wire = {"TASS", "MOSCOW", "x"};
  want.lang = "en";
  want.group = "World";
  want.summary = "<p>another</p>";
  want.content = "<p>text</p>";
  edit(want);
  const Article got = story(id).lead();
  EXPECT_EQ(got.link, want.link);
  EXPECT_EQ(got.canonical, want.canonical);
  EXPECT_EQ(got.title, want.title);
  EXPECT_EQ(got.summary, want.summary);
  EXPECT_EQ(got.content, want.content);
  EXPECT_EQ(got.page_text, want.page_text);
  EXPECT_EQ(got.wire, want.wire);
  EXPECT_EQ(got.lang, want.lang);
  EXPECT_EQ(got.group, want.group);
  EXPECT_EQ(got.image, want.image);
  EXPECT_EQ(got.authors, want.authors);
  EXPECT_EQ(got.categories, want.categories);
  EXPECT_EQ(got.updated, want.updated);
  EXPECT_EQ(got.text_hash, want.text_hash);
  ASSERT_EQ(got.enclosures.size(), 1u);
  EXPECT_EQ(got.enclosures[0].url, "https://h.example/new.mp3");
}

TEST_P(FoldingConformance, AnEditReplacesTheTwinHash) {
  Article a = article("1");
  a.id = add(a);
  a.twin_hash = 7;
  edit(a);
  Probe asked = edited(probe_of(a));
  EXPECT_EQ(look_up(asked).twins.size(), 1u);
  asked.twin_hash = article("1").twin_hash;
  EXPECT_EQ(look_up(asked).twins.size(), 0u);
}

TEST_P(FoldingConformance, AnEditLeavesTheStoryFeedKeyOutletAndArrival) {
  const StoryId id = new_story("1");
  Article a = OpenStore::article(other, "another key");
  a.id = lead_of(id);
  a.outlet = "B";
  a.first_seen = kNow + hours(5);
  edit(a);
  const Article got = *database->reading().article(a.id);
  EXPECT_EQ(got.title, a.title);
  EXPECT_EQ(got.feed, feed);
  EXPECT_EQ(got.key, "1");
  EXPECT_EQ(got.outlet, "A");
  EXPECT_EQ(got.first_seen, kNow);
  EXPECT_EQ(placement(a.id).story, id);
}

TEST_P(FoldingConformance, AnArticleIsFoundUnderItsWords) {
  const StoryId id = new_story("unmistakable");
  new_story("2");
  EXPECT_EQ(found(*database, "unmistakable"), Ids{to_int(id)});
}

TEST_P(FoldingConformance, AnEditedArticleIsFoundUnderItsNewWordsAlone) {
  const StoryId id = new_story("before");
  edit(edited_article(lead_of(id), "altogether different"));
  EXPECT_EQ(found(*database, "altogether"), Ids{to_int(id)});
  EXPECT_EQ(found(*database, "before"), Ids{});
}

TEST_P(FoldingConformance, SeveralEditsInATransactionLeaveTheLastWords) {
  const StoryId id = change([&](Transaction& to) {
    Article a = article("first");
    const StoryId out = store::open_story(to, a);
    a.id = ArticleId{1};
    for (const char* title : {"second", "third"}) {
      a.title = title;
      store::edit(to, a);
    }
    return out;
  });
  EXPECT_EQ(found(*database, "first"), Ids{});
  EXPECT_EQ(found(*database, "second"), Ids{});
  EXPECT_EQ(found(*database, "third"), Ids{to_int(id)});
}

TEST_P(FoldingConformance, AnEditedArticleIsFoundOnceMoreAfterARestart) {
  const StoryId id = new_story("before");
  edit(edited_article(lead_of(id), "altogether different"));
  reopen();
  EXPECT_EQ(found(*database, "altogether"), Ids{to_int(id)});
  EXPECT_EQ(found(*database, "before"), Ids{});
}

TEST_P(FoldingConformance, GivesAnArticleToAnotherFeed) {
  Article a = article("1");
  a.id = add(a);
  a.feed = other;
  a.key = "new key";
  a.outlet = "B";
  fold([&](FoldingWriter& w) { w.give_article(a); });
  const Article got = *database->reading().article(a.id);
  EXPECT_EQ(got.feed, other);
  EXPECT_EQ(got.key, "new key");
  EXPECT_EQ(got.outlet, "B");
  EXPECT_EQ(got.title, a.title);
  EXPECT_TRUE(look_up(probe_of(OpenStore::article(other, "new key"))).by_key);
  EXPECT_FALSE(look_up(probe_of(article("1"))).by_key);
}

TEST_P(FoldingConformance, GivingAnArticleResetsItsMoves) {
  const StoryId one = new_story("1");
  const StoryId two = new_story("2");
  Article a = *database->reading().article(lead_of(one));
  move(a.id, two);
  ASSERT_EQ(placement(a.id).moves, 1);
  a.feed = other;
  fold([&](FoldingWriter& w) { w.give_article(a); });
  EXPECT_EQ(placement(a.id).moves, 0);
  EXPECT_EQ(placement(a.id).story, two);
}

TEST_P(FoldingConformance, AGivenArticleIsFoundUnderItsWords) {
  const StoryId id = new_story("1");
  Article a = *database->reading().article(lead_of(id));
  a.feed = other;
  fold([&](FoldingWriter& w) { w.give_article(a); });
  EXPECT_EQ(found(*database, "title"), Ids{to_int(id)});
}

TEST_P(FoldingConformance, MovesAnArticleAndFindsAnotherLead) {
  const StoryId from = new_story("lead");
  join(OpenStore::article(other, "copy"), from);
  const StoryId to = fold([&](FoldingWriter& w) { return w.add_story(kNow, kNow); });
  move(lead_of(from), to, kFirst, kNow + hours(1));
  ASSERT_TRUE(database->reading().lead_of(from));
  EXPECT_EQ(database->reading().lead_of(from)->key, "copy");
  EXPECT_EQ(database->reading().lead_of(to)->key, "lead");
  const auto stories = newest_stories(*database, 5);
  ASSERT_EQ(stories.size(), 2u);
  for (const Story& s : stories) EXPECT_EQ(s.members.size(), 1u);
}

TEST_P(FoldingConformance, TheEarliestArticleFollowsALostLead) {
  const StoryId from = new_story("lead");
  const ArticleId second = join(article("2"), from);
  join(article("3"), from);
  move(lead_of(from), new_story("4"));
  EXPECT_EQ(lead_of(from), second);
}

TEST_P(FoldingConformance, AMoveCountsAndHasAReason) {
  const StoryId from = new_story("1");
  const ArticleId id = lead_of(from);
  const StoryId to = new_story("2");
  EXPECT_EQ(placement(id).moves, 0);
  move(id, to, {ArticleId{2}, 3, 0.5, "headline"});
  const Placement now = placement(id);
  EXPECT_EQ(now.moves, 1);
  EXPECT_EQ(now.story, to);
  EXPECT_EQ(now.reason.like, ArticleId{2});
  EXPECT_EQ(now.reason.distance, 3);
  EXPECT_DOUBLE_EQ(now.reason.similarity, 0.5);
  EXPECT_EQ(now.reason.rule, "headline");
}

TEST_P(FoldingConformance, AMoveChangesBothStories) {
  const StoryId from = new_story("1");
  const ArticleId copy = join(article("2"), from);
  const StoryId to = new_story("3");
  move(copy, to, {}, kNow + hours(1));
  EXPECT_EQ(story(from).changed, kNow + hours(1));
  EXPECT_EQ(story(to).changed, kNow + hours(1));
  EXPECT_EQ(story(from).updated, kNow) << "its lead stayed";
  EXPECT_EQ(story(to).updated, kNow);
}

TEST_P(FoldingConformance, AStoryThatLosesItsLeadIsUpdated) {
  const StoryId from = new_story("1");
  join(article("2"), from);
  move(lead_of(from), new_story("3"), {}, kNow + hours(1));
  EXPECT_EQ(story(from).updated, kNow + hours(1));
}

TEST_P(FoldingConformance, AStoryWhoseLastArticleLeftIsServedNoMore) {
  const StoryId from = new_story("1");
  move(lead_of(from), new_story("2"), {}, kNow + hours(1));
  EXPECT_FALSE(database->reading().story(from));
  EXPECT_EQ(newest_stories(*database).size(), 1u);
  EXPECT_EQ(database->reading().ended_stories(kNow, 10).size(), 1u);
}

TEST_P(FoldingConformance, MovesNoArticleThatIsUnknown) {
  const StoryId to = new_story("1");
  EXPECT_THROW(move(ArticleId{77}, to), StoreError);
}

TEST_P(FoldingConformance, ReplacesAReason) {
  const StoryId id = new_story("1");
  const ArticleId lead = lead_of(id);
  fold([&](FoldingWriter& w) { w.set_reason(lead, kCopy, kNow + hours(1)); });
  EXPECT_EQ(placement(lead).reason.rule, "text");
  EXPECT_EQ(placement(lead).reason.distance, 2);
  EXPECT_EQ(placement(lead).moves, 0);
  EXPECT_EQ(story(id).changed, kNow + hours(1));
}

TEST_P(FoldingConformance, ServesAMergedStoryNoMore) {
  const StoryId into = new_story("1");
  const StoryId from = new_story("2");
  join(OpenStore::article(other, "3"), from);
  merge(from, into, lead_of(from), {lead_of(into), 0, 1, "text"}, kNow + hours(1));
  const auto stories = newest_stories(*database, 5);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].id, into);
  EXPECT_EQ(stories[0].members.size(), 3u);
  EXPECT_EQ(stories[0].lead().key, "1");
  EXPECT_EQ(stories[0].changed, kNow + hours(1));
  EXPECT_EQ(stories[0].updated, stories[0].published);
  EXPECT_FALSE(database->reading().lead_of(from));
  EXPECT_FALSE(database->reading().story(from));
}

TEST_P(FoldingConformance, AMergeGivesItsReasonToOneArticle) {
  const StoryId into = new_story("1");
  const StoryId from = new_story("2");
  const ArticleId lead = lead_of(from);
  const ArticleId copy = join(article("3"), from, {lead, 4, 0.5, "headline"});
  merge(from, into, lead, {lead_of(into), 0, 1, "text"});
  EXPECT_EQ(placement(lead).reason.rule, "text");
  EXPECT_EQ(placement(copy).reason.rule, "headline");
  EXPECT_EQ(placement(copy).reason.like, lead);
}

TEST_P(FoldingConformance, AMergeMovesEachArticleOnce) {
  const StoryId into = new_story("1");
  const StoryId from = new_story("2");
  const ArticleId lead = lead_of(from);
  const ArticleId copy = join(article("3"), from);
  merge(from, into, lead);
  EXPECT_EQ(placement(lead).moves, 1);
  EXPECT_EQ(placement(copy).moves, 1);
  EXPECT_EQ(placement(lead_of(into)).moves, 0);
}

TEST_P(FoldingConformance, AMergedStoryHasASuccessor) {
  const StoryId one = new_story("1");
  const StoryId two = new_story("2");
  const StoryId three = new_story("3");
  merge(three, two, lead_of(three), kCopy, kNow + hours(1));
  merge(two, one, lead_of(two), kCopy, kNow + hours(2));
  EXPECT_EQ(database->reading().successor(three), one);
  EXPECT_EQ(database->reading().successor(two), one);
  EXPECT_EQ(database->reading().successor(one), std::nullopt);
  EXPECT_EQ(story(one).members.size(), 3u);
}

TEST_P(FoldingConformance, RevivesAMergedStoryUnderItsUid) {
  const StoryId into = new_story("1");
  const StoryId from = new_story("2");
  const std::string uid = story(from).uid;
  const ArticleId second = lead_of(from);
  merge(from, into, second, {}, kNow + hours(1));
  ASSERT_TRUE(fold([&](FoldingWriter& w) {
    const bool revived = w.revive_story(from, kNow + hours(2));
    w.move_article(second, from, {}, kNow + hours(2));
    return revived;
  }));
  EXPECT_FALSE(database->reading().successor(from));
  EXPECT_EQ(story(from).id, from);
  EXPECT_EQ(story(from).uid, uid);
  EXPECT_EQ(story(from).lead().key, "2");
  EXPECT_EQ(story(from).updated, kNow + hours(2)) << "later than its end was told";
  EXPECT_EQ(story(from).changed, kNow + hours(2));
  EXPECT_EQ(database->reading().ended_stories(kNow, 10).size(), 0u);
  EXPECT_EQ(story(into).members.size(), 1u);
}

TEST_P(FoldingConformance, RevivesNoStoryThatHasNotEnded) {
  const StoryId id = new_story("1");
  EXPECT_FALSE(fold([&](FoldingWriter& w) { return w.revive_story(id, kNow + hours(2)); }));
  EXPECT_EQ(story(id).updated, kNow);
}

TEST_P(FoldingConformance, RevivesNoStoryThatIsUnknown) {
  EXPECT_FALSE(fold([&](FoldingWriter& w) { return w.revive_story(StoryId{77}, kNow); }));
}

TEST_P(FoldingConformance, SetsTheLead) {
  const StoryId id = new_story("1");
  const ArticleId copy = join(OpenStore::article(other, "3"), id);
  fold([&](FoldingWriter& w) { w.set_lead(id, copy, kNow + hours(2)); });
  EXPECT_EQ(database->reading().lead_of(id)->key, "3");
  EXPECT_EQ(lead_of(id), copy);
  EXPECT_EQ(story(id).updated, kNow + hours(2));
  EXPECT_EQ(story(id).changed, kNow + hours(2));
  EXPECT_EQ(story(id).feed_url, "https://b.example/feed");
}

TEST_P(FoldingConformance, AnAnnouncedStoryIsUpdated) {
  const StoryId id = new_story("1");
  fold([&](FoldingWriter& w) { w.announce(id, kNow + hours(2)); });
  EXPECT_EQ(story(id).updated, kNow + hours(2));
  EXPECT_EQ(story(id).changed, kNow + hours(2));
  EXPECT_EQ(story(id).published, kNow);
}

TEST_P(FoldingConformance, TheTimesOfAStoryNeverGoBack) {
  const StoryId id = new_story("1");
  const ArticleId copy = join(article("2"), id);
  const Timestamp before = kNow - hours(9);
  edit(edited_article(lead_of(id), "edited"), before);
  fold([&](FoldingWriter& w) {
    w.set_reason(copy, kCopy, before);
    w.set_lead(id, copy, before);
    w.announce(id, before);
  });
  join(article("3"), id, kCopy, before);
  move(copy, new_story("4"), {}, before);
  EXPECT_EQ(story(id).updated, kNow);
  EXPECT_EQ(story(id).changed, kNow);
}

TEST_P(FoldingConformance, ReadsSeveralArticlesWithoutTheirEnclosures) {
  new_story("1");
  new_story("2");
  new_story("3");
  const std::vector<ArticleId> ids{ArticleId{3}, ArticleId{77}, ArticleId{1}};
  const auto articles = database->folding().articles(ids);
  std::set<std::string> keys;
  for (const Article& a : articles) keys.insert(a.key);
  EXPECT_EQ(keys, (std::set<std::string>{"1", "3"}));
  EXPECT_EQ(articles[0].content, "<p>c</p>");
  EXPECT_EQ(articles[0].enclosures.size(), 0u);
}

TEST_P(FoldingConformance, KnowsThePlacementOfAnArticle) {
  const StoryId id = new_story("1");
  const ArticleId copy = join(article("2"), id, kCopy);
  const auto placed = database->folding().placement(copy);
  ASSERT_TRUE(placed);
  EXPECT_EQ(placed->story, id);
  EXPECT_EQ(placed->reason.like, ArticleId{1});
  EXPECT_EQ(placed->moves, 0);
  EXPECT_FALSE(database->folding().placement(ArticleId{77}));
}

TEST_P(FoldingConformance, KnowsTheFactsOfAStory) {
  const StoryId id = open_story(article("1"), kNow - hours(1));
  join(article("2"), id, kCopy, kNow + hours(1));
  join(OpenStore::article(other, "3"), id, kCopy, kNow + hours(1));
  const auto facts = database->folding().facts_of(id);
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->id, id);
  EXPECT_EQ(facts->created, kNow - hours(1));
  EXPECT_EQ(facts->lead, lead_of(id));
  EXPECT_EQ(facts->outlets, (Outlets{{"b.example", 1}, {"h.example", 2}}));
}

TEST_P(FoldingConformance, AMemberWithoutAPublisherCountsByItsOutletsName) {
  const StoryId id = open_story(OpenStore::article(add_feed("https://new.example/"), "1"));
  EXPECT_EQ(database->folding().facts_of(id)->outlets, (Outlets{{"A", 1}}));
}

TEST_P(FoldingConformance, AStoryWithoutMembersHasFactsButNoLead) {
  const StoryId id = fold([&](FoldingWriter& w) { return w.add_story(kNow, kNow); });
  const auto facts = database->folding().facts_of(id);
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->lead, ArticleId{});
  EXPECT_EQ(facts->outlets.size(), 0u);
}

TEST_P(FoldingConformance, AnUnknownStoryHasNoFacts) {
  EXPECT_FALSE(database->folding().facts_of(StoryId{77}));
}

INSTANTIATE_TEST_SUITE_P(Stores, FoldingConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
