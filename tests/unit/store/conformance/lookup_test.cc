// What the store knows of the entries of a feed: Folding::lookup().
#include <algorithm>

#include "unit/store/conformance/store_conformance.h"
#include "wirefold/store/folding.h"

namespace wirefold::store {
namespace {

using std::chrono::days;
using std::chrono::hours;

const Publisher kPaper{"paper.example", ""};
const Publisher kClaimed{"paper.example", "burner.example"};

/// 0 if there is none.
std::int64_t id_of(const std::optional<KnownArticle>& article) {
  return article ? to_int(article->id) : 0;
}

class LookupConformance : public StoreConformance {
 protected:
  /// The entry of which `feed` would make this article.
  Probe entry(FeedId feed, const std::string& key) { return probe_of(article(feed, key)); }

  /// An article of another key at the page of `key`.
  Article of_page(FeedId feed, const std::string& key, const std::string& other_key) {
    Article out = article(feed, other_key);
    out.canonical = article(feed, key).canonical;
    return out;
  }

  /// An article of another key that has the twin hash of `key`.
  Article twin_of(FeedId feed, const std::string& key, const std::string& other_key) {
    Article out = article(feed, other_key);
    out.twin_hash = article(feed, key).twin_hash;
    return out;
  }

  /// Stores each in a story of its own. Returns their ids, the newest first.
  Ids add_all(const std::vector<Article>& articles) {
    return change([&](Transaction& to) {
      Ids out;
      for (const Article& a : articles) {
        const StoryId story = to.folding().add_story(kNow, kNow);
        out.insert(out.begin(), to_int(store::join(to, a, story)));
      }
      return out;
    });
  }

  void forget_all(Timestamp now) {
    Keep keep;
    keep.since = keep.window = now;
    change([&](Transaction& to) { to.upkeep().forget(keep, now); });
  }

  void wait(const Probe& entry) {
    WaitingEntry waiting;
    waiting.feed = entry.asker.feed;
    waiting.scope = entry.asker.publisher.id();
    waiting.key = entry.key;
    change([&](Transaction& to) { to.memory().add_waiting(waiting); });
  }

  const FeedId ours = add_feed("https://paper.example/a", kPaper);
  const FeedId sister = add_feed("https://paper.example/b", kPaper);
  const FeedId other = add_feed("https://other.example/", {"other.example", ""});
};

TEST_P(LookupConformance, FindsAnArticleByItsKey) {
  add(article(ours, "1"));
  const ArticleId second = add(article(ours, "2"));
  EXPECT_EQ(id_of(look_up(entry(ours, "2")).by_key), to_int(second));
}

TEST_P(LookupConformance, FindsNothingUnderAnUnknownKey) {
  add(article(ours, "1"));
  EXPECT_EQ(id_of(look_up(entry(ours, "2")).by_key), 0);
}

TEST_P(LookupConformance, TellsWhatIsStoredOfAnArticle) {
  Article a = article(ours, "1");
  a.text_hash = 0xFFFFFFFFFFFFFFFFULL;
  a.twin_hash = 0xFFFFFFFFFFFFFFFEULL;
  const ArticleId id = add(a);
  const auto known = look_up(entry(ours, "1")).by_key;
  ASSERT_TRUE(known);
  EXPECT_EQ(known->id, id);
  EXPECT_EQ(known->feed, ours);
  EXPECT_EQ(known->key, "1");
  EXPECT_EQ(known->title, a.title);
  EXPECT_EQ(known->link, a.link);
  EXPECT_EQ(known->canonical, a.canonical);
  EXPECT_EQ(known->published, a.published);
  EXPECT_EQ(known->text_hash, a.text_hash);
  EXPECT_EQ(known->twin_hash, a.twin_hash);
  EXPECT_EQ(known->feed_url, "https://paper.example/a");
  EXPECT_EQ(known->publisher, kPaper);
  EXPECT_EQ(known->listed, std::nullopt);
}

TEST_P(LookupConformance, AnArticleMayHaveNoTime) {
  Article a = article(ours, "1");
  a.published.reset();
  add(a);
  EXPECT_EQ(look_up(entry(ours, "1")).by_key->published, std::nullopt);
}

TEST_P(LookupConformance, FindsAnArticleOfAnotherFeedOfItsPublisher) {
  const ArticleId id = add(article(sister, "1"));
  EXPECT_EQ(id_of(look_up(entry(ours, "1")).by_key), to_int(id));
}

TEST_P(LookupConformance, FindsNoArticleOfAnotherPublisherByItsKey) {
  add(article(other, "1"));
  EXPECT_EQ(id_of(look_up(entry(ours, "1")).by_key), 0);
}

TEST_P(LookupConformance, PrefersTheArticleOfTheAskingFeed) {
  const ArticleId own = add(article(ours, "1"));
  const ArticleId of_sister = add(article(sister, "1"));
  EXPECT_EQ(id_of(look_up(entry(ours, "1")).by_key), to_int(own));
  EXPECT_EQ(id_of(look_up(entry(sister, "1")).by_key), to_int(of_sister));
}

TEST_P(LookupConformance, AFeedThatOnlyClaimsItsPublisherHasItsOwnArticlesAlone) {
  const FeedId claims = add_feed("https://burner.example/1", kClaimed);
  const FeedId claims_too = add_feed("https://burner.example/2", kClaimed);
  const Ids ids = add_all({article(claims, "1"), article(claims_too, "2"), article(ours, "3")});
  EXPECT_EQ(id_of(look_up(entry(claims, "1")).by_key), ids[2]);
  EXPECT_EQ(id_of(look_up(entry(claims, "2")).by_key), 0);
  EXPECT_EQ(id_of(look_up(entry(claims, "3")).by_key), 0);
}

TEST_P(LookupConformance, APublisherHasNoArticleOfAFeedThatOnlyClaimsIt) {
  add(article(add_feed("https://burner.example/1", kClaimed), "1"));
  EXPECT_EQ(id_of(look_up(entry(ours, "1")).by_key), 0);
}

TEST_P(LookupConformance, AnArticleBelongsToThePublisherThatItsFeedHasNow) {
  const ArticleId id = add(article(other, "1"));
  add_feed("https://other.example/", kPaper);
  EXPECT_EQ(id_of(look_up(entry(ours, "1")).by_key), to_int(id));
  EXPECT_EQ(look_up(entry(ours, "1")).by_key->publisher, kPaper);
}

TEST_P(LookupConformance, AnUnknownPublisherIsItsNameAndUncertain) {
  add(article(add_feed("https://new.example/"), "1"));
  const Probe asked = entry(add_feed("https://new.example/"), "1");
  const Publisher publisher = look_up(asked).by_key->publisher;
  EXPECT_EQ(publisher.name, "A");
  EXPECT_FALSE(publisher.is_known());
}

TEST_P(LookupConformance, AFeedWithoutAPublisherHasItsOwnArticlesAlone) {
  add(article(add_feed("https://one.example/"), "1"));
  EXPECT_FALSE(look_up(entry(add_feed("https://two.example/"), "1")).by_key);
}

TEST_P(LookupConformance, AnEntryOfAFeedWithoutAPublisherWaitsForItAlone) {
  WaitingEntry waiting;
  waiting.feed = add_feed("https://one.example/");
  waiting.key = "1";
  change([&](Transaction& to) { to.memory().add_waiting(waiting); });
  EXPECT_FALSE(look_up(entry(add_feed("https://two.example/"), "1")).is_waiting);
}

TEST_P(LookupConformance, IsCompleteForAnUnknownEntry) {
  EXPECT_TRUE(look_up(entry(ours, "1")).is_complete);
}

TEST_P(LookupConformance, IsCompleteForAnEntryWithAnotherText) {
  add(article(ours, "1"));
  EXPECT_TRUE(look_up(edited(entry(ours, "1"))).is_complete);
}

TEST_P(LookupConformance, IsNotCompleteForARepeat) {
  add(article(ours, "1"));
  EXPECT_FALSE(look_up(entry(ours, "1")).is_complete);
  EXPECT_FALSE(look_up(entry(sister, "1")).is_complete) << "of the publisher";
}

TEST_P(LookupConformance, IsCompleteIfTheTextIsKnownUnderAnotherKey) {
  add(article(ours, "1"));
  Probe asked = entry(ours, "2");
  asked.other_keys = {"1"};
  asked.text_hash = article(ours, "1").text_hash;
  EXPECT_TRUE(look_up(asked).is_complete);
}

TEST_P(LookupConformance, TellsOnlyTheKeyOfARepeat) {
  add_all({article(ours, "1"), article(other, "1"), of_page(ours, "1", "2"),
           twin_of(ours, "1", "3"), article(ours, "hash")});
  Probe asked = entry(ours, "1");
  wait(asked);
  asked.hash_key = "hash";
  asked.other_keys = {"2"};
  const Candidates known = look_up(asked);
  EXPECT_NE(id_of(known.by_key), 0);
  EXPECT_EQ(id_of(known.by_hash_key), 0);
  EXPECT_EQ(known.by_other_key.size(), 0u);
  EXPECT_EQ(known.of_page.size(), 0u);
  EXPECT_EQ(known.twins.size(), 0u);
  EXPECT_EQ(known.elsewhere.size(), 0u);
  EXPECT_FALSE(known.is_waiting);
  EXPECT_EQ(known.texts.size(), 0u);
}

TEST_P(LookupConformance, FindsTheHashKeyIfTheKeyHasAnotherText) {
  add(article(ours, "1"));
  const ArticleId by_hash = add(article(ours, "hash"));
  Probe asked = edited(entry(ours, "1"));
  asked.hash_key = "hash";
  EXPECT_EQ(id_of(look_up(asked).by_hash_key), to_int(by_hash));
}

TEST_P(LookupConformance, AsksForNoHashKeyIfTheKeyIsUnknown) {
  add(article(ours, "hash"));
  Probe asked = entry(ours, "1");
  asked.hash_key = "hash";
  EXPECT_EQ(id_of(look_up(asked).by_hash_key), 0);
}

TEST_P(LookupConformance, AHashKeyThatIsTheKeyIsNoOtherArticle) {
  add(article(ours, "1"));
  EXPECT_EQ(id_of(look_up(edited(entry(ours, "1"))).by_hash_key), 0);
}

TEST_P(LookupConformance, FindsNoHashKeyOfAnotherPublisher) {
  add(article(ours, "1"));
  add(article(other, "hash"));
  Probe asked = edited(entry(ours, "1"));
  asked.hash_key = "hash";
  EXPECT_EQ(id_of(look_up(asked).by_hash_key), 0);
}

TEST_P(LookupConformance, HasAnAnswerForEachOtherKey) {
  const Ids ids = add_all({article(ours, "a"), article(sister, "b"), article(other, "c")});
  Probe asked = entry(ours, "1");
  asked.other_keys = {"b", "unknown", "c", "a"};
  Ids answers;
  for (const auto& known : look_up(asked).by_other_key) answers.push_back(id_of(known));
  EXPECT_EQ(answers, (Ids{ids[1], 0, 0, ids[2]})) << "that of another publisher is not told";
}

TEST_P(LookupConformance, FindsAnArticleByItsCanonicalUrl) {
  add_all({article(ours, "a"), article(ours, "b")});
  const auto of_page = look_up(edited(entry(ours, "b"))).of_page;
  ASSERT_EQ(of_page.size(), 1u);
  EXPECT_EQ(of_page[0].key, "b");
}

TEST_P(LookupConformance, FindsThePagesOfThePublisherTheNewestFirst) {
  const Ids ids = add_all({of_page(ours, "1", "a"), of_page(sister, "1", "b"),
                           of_page(other, "1", "c"), of_page(ours, "1", "d"), article(ours, "e")});
  EXPECT_EQ(ids_of(look_up(entry(ours, "1")).of_page), (Ids{ids[1], ids[3], ids[4]}));
}

TEST_P(LookupConformance, FindsNoPageWithoutAUrl) {
  Article a = article(ours, "a");
  a.canonical.clear();
  add(a);
  Probe asked = entry(ours, "1");
  asked.canonical.clear();
  EXPECT_EQ(look_up(asked).of_page.size(), 0u);
}

TEST_P(LookupConformance, FindsSixteenArticlesOfAPage) {
  std::vector<Article> articles;
  for (int i = 0; i < 18; ++i) articles.push_back(of_page(ours, "1", "k" + std::to_string(i)));
  Ids ids = add_all(articles);
  ids.resize(16);
  EXPECT_EQ(ids_of(look_up(entry(ours, "1")).of_page), ids);
}

TEST_P(LookupConformance, ArticlesOfOthersTakeNoPlaceAmongThoseOfAPage) {
  std::vector<Article> articles{of_page(ours, "1", "own")};
  for (int i = 0; i < 18; ++i) articles.push_back(of_page(other, "1", "k" + std::to_string(i)));
  const Ids ids = add_all(articles);
  EXPECT_EQ(ids_of(look_up(entry(ours, "1")).of_page), Ids{ids.back()});
}

TEST_P(LookupConformance, FindsTwinsOfThePublisherTheNewestFirst) {
  const Ids ids = add_all({twin_of(ours, "1", "a"), twin_of(sister, "1", "b"),
                           twin_of(other, "1", "c"), article(ours, "d")});
  EXPECT_EQ(ids_of(look_up(entry(ours, "1")).twins), (Ids{ids[2], ids[3]}));
}

TEST_P(LookupConformance, FindsSixteenTwins) {
  std::vector<Article> articles;
  for (int i = 0; i < 18; ++i) articles.push_back(twin_of(ours, "1", "k" + std::to_string(i)));
  Ids ids = add_all(articles);
  ids.resize(16);
  EXPECT_EQ(ids_of(look_up(entry(ours, "1")).twins), ids);
}

TEST_P(LookupConformance, FindsTheArticlesOfOthersAtItsPageTheNewestFirst) {
  const FeedId claims = add_feed("https://burner.example/1", kClaimed);
  const Ids ids =
      add_all({of_page(other, "1", "a"), of_page(claims, "1", "b"), of_page(ours, "1", "c"),
               of_page(sister, "1", "d"), article(other, "e")});
  EXPECT_EQ(ids_of(look_up(entry(ours, "1")).elsewhere), (Ids{ids[3], ids[4]}));
}

TEST_P(LookupConformance, AllButItsOwnArticlesAreOfOthersForAFeedThatOnlyClaimsItsPublisher) {
  const FeedId claims = add_feed("https://burner.example/1", kClaimed);
  const FeedId claims_too = add_feed("https://burner.example/2", kClaimed);
  const Ids ids =
      add_all({of_page(claims, "1", "a"), of_page(claims_too, "1", "b"), of_page(ours, "1", "c")});
  EXPECT_EQ(ids_of(look_up(entry(claims, "1")).elsewhere), (Ids{ids[0], ids[1]}));
  EXPECT_EQ(ids_of(look_up(entry(claims, "1")).of_page), (Ids{ids[2]}));
}

TEST_P(LookupConformance, ItsPageMayDifferFromItsCanonicalUrl) {
  const Ids ids =
      add_all({article(ours, "a"), article(ours, "b"), article(other, "a"), article(other, "b")});
  Probe asked = entry(ours, "1");
  asked.canonical = article(ours, "a").canonical;
  asked.page = article(ours, "b").canonical;
  EXPECT_EQ(ids_of(look_up(asked).of_page), Ids{ids[3]});
  EXPECT_EQ(ids_of(look_up(asked).elsewhere), Ids{ids[0]});
}

TEST_P(LookupConformance, FindsNothingElsewhereWithoutAPage) {
  Article a = article(other, "a");
  a.canonical.clear();
  add(a);
  Probe asked = entry(ours, "1");
  asked.page.clear();
  EXPECT_EQ(look_up(asked).elsewhere.size(), 0u);
}

TEST_P(LookupConformance, FindsSixteenArticlesElsewhere) {
  std::vector<Article> articles;
  for (int i = 0; i < 18; ++i) articles.push_back(of_page(other, "1", "k" + std::to_string(i)));
  Ids ids = add_all(articles);
  ids.resize(16);
  EXPECT_EQ(ids_of(look_up(entry(ours, "1")).elsewhere), ids);
}

TEST_P(LookupConformance, AnswersTheFirstEntriesIfTheAnswersTakeTooMuchMemory) {
  Article large = article(ours, "1");
  large.content = std::string(std::size_t{1} << 20, 'x');
  add(large);
  const std::vector<Probe> entries(40, edited(entry(ours, "1")));
  const auto answers = database->folding().lookup(entries);
  EXPECT_GE(answers.size(), 8u);
  EXPECT_LE(answers.size(), 16u) << "16 MiB hold no more texts";
}

TEST_P(LookupConformance, KnowsTheUidOfAStory) {
  const StoryId id = open_story(article(other, "1"));
  EXPECT_TRUE(look_up(entry(ours, story(id).uid)).is_story);
}

TEST_P(LookupConformance, KnowsTheUidOfAStoryAmongTheOtherKeys) {
  Probe asked = entry(ours, "1");
  asked.other_keys = {"2", story(open_story(article(other, "1"))).uid};
  EXPECT_TRUE(look_up(asked).is_story);
}

TEST_P(LookupConformance, KnowsTheUidOfAStoryThatHasEnded) {
  const StoryId into = open_story(article(other, "1"));
  const StoryId from = open_story(article(other, "2"));
  const std::string uid = story(from).uid;
  merge(from, into, story(from).lead().id);
  EXPECT_TRUE(look_up(entry(ours, uid)).is_story);
}

TEST_P(LookupConformance, TellsOfARepeatThatItIsAStory) {
  const std::string uid = story(open_story(article(other, "1"))).uid;
  add(article(ours, uid));
  const Candidates known = look_up(entry(ours, uid));
  EXPECT_FALSE(known.is_complete);
  EXPECT_TRUE(known.is_story);
}

TEST_P(LookupConformance, OtherKeysAreNoStories) {
  open_story(article(ours, "1"));
  Probe asked = entry(ours, "urn:uuid:00000000-0000-8000-8000-000000000001");
  asked.other_keys = {"1", "urn:uuid:"};
  EXPECT_FALSE(look_up(asked).is_story);
}

TEST_P(LookupConformance, KnowsAnEntryThatWaitsForItsPage) {
  wait(entry(ours, "1"));
  EXPECT_TRUE(look_up(entry(ours, "1")).is_waiting);
  EXPECT_FALSE(look_up(entry(ours, "2")).is_waiting);
}

TEST_P(LookupConformance, KnowsAnEntryOfItsPublisherThatWaits) {
  wait(entry(sister, "1"));
  EXPECT_TRUE(look_up(entry(ours, "1")).is_waiting);
}

TEST_P(LookupConformance, AnEntryOfAnotherPublisherMayWaitUnderItsKey) {
  wait(entry(other, "1"));
  wait(entry(add_feed("https://burner.example/1", kClaimed), "1"));
  EXPECT_FALSE(look_up(entry(ours, "1")).is_waiting);
}

TEST_P(LookupConformance, AnEntryWaitsAsThatOfThePublisherThatItsFeedHasNow) {
  wait(entry(other, "1"));
  change([&](Transaction& to) { to.memory().set_waiting_scope(other, kPaper.id()); });
  EXPECT_TRUE(look_up(entry(ours, "1")).is_waiting);
}

TEST_P(LookupConformance, AnEntryThatWasDroppedWaitsNoMore) {
  wait(entry(ours, "1"));
  std::uint64_t page = 0;
  database->folding().for_each_waiting([&](const WaitingEntry& e) { page = e.page; });
  change([&](Transaction& to) { to.memory().drop_waiting(page); });
  EXPECT_FALSE(look_up(entry(ours, "1")).is_waiting);
}

TEST_P(LookupConformance, WhatWasNeverStoredWasNotForgotten) {
  add(article(ours, "1"));
  EXPECT_EQ(look_up(edited(entry(ours, "1"))).forgotten, std::nullopt);
  EXPECT_EQ(look_up(entry(ours, "2")).forgotten, std::nullopt);
}

TEST_P(LookupConformance, RecognisesWhatWasForgottenByItsKey) {
  add(article(ours, "1"));
  forget_all(kNow + days(1));
  Probe asked = entry(ours, "1");
  asked.canonical.clear();
  EXPECT_TRUE(look_up(asked).forgotten);
}

TEST_P(LookupConformance, RecognisesWhatWasForgottenByItsUrlAndTitle) {
  add(article(ours, "1"));
  forget_all(kNow + days(1));
  Probe asked = entry(ours, "1");
  asked.key = asked.hash_key = "other";
  EXPECT_TRUE(look_up(asked).forgotten);
  asked.asker.feed = sister;
  EXPECT_TRUE(look_up(asked).forgotten) << "in another feed of the publisher";
  asked.title = "another";
  EXPECT_FALSE(look_up(asked).forgotten) << "the page of something new";
}

TEST_P(LookupConformance, RecognisesWhatWasForgottenAfterItsFeedGotAnotherPublisher) {
  add(article(ours, "1"));
  forget_all(kNow + days(1));
  Probe asked = entry(ours, "1");
  asked.outlet = "B";
  asked.asker.publisher = {"b.example", ""};
  EXPECT_TRUE(look_up(asked).forgotten);
  asked.asker.feed = other;
  EXPECT_FALSE(look_up(asked).forgotten) << "neither its feed nor its publisher";
}

TEST_P(LookupConformance, TellsTheDayOnWhichAForgottenEntryWasListed) {
  add(article(ours, "1"));
  forget_all(kNow + days(100));
  EXPECT_LT(abs(*look_up(entry(ours, "1")).forgotten - (kNow + days(100))), days(1));
  change([&](Transaction& to) { to.folding().keep_forgotten(entry(ours, "1"), kNow + days(120)); });
  EXPECT_LT(abs(*look_up(entry(ours, "1")).forgotten - (kNow + days(120))), days(1));
}

TEST_P(LookupConformance, KeepsNothingOfAnEntryThatWasNotForgotten) {
  change([&](Transaction& to) { to.folding().keep_forgotten(entry(ours, "1"), kNow); });
  EXPECT_EQ(look_up(entry(ours, "1")).forgotten, std::nullopt);
}

TEST_P(LookupConformance, TellsTheTextThatTheAskingFeedListed) {
  const ArticleId id = add(article(ours, "1"));
  change([&](Transaction& to) { to.folding().note_listing(id, sister, ~std::uint64_t{5}); });
  EXPECT_EQ(look_up(entry(sister, "1")).by_key->listed, ~std::uint64_t{5});
  change([&](Transaction& to) { to.folding().note_listing(id, sister, 6); });
  EXPECT_EQ(look_up(entry(sister, "1")).by_key->listed, 6u);
}

TEST_P(LookupConformance, TellsNoListingOfAFeedThatNeverListedTheArticle) {
  const ArticleId id = add(article(ours, "1"));
  const FeedId third = add_feed("https://paper.example/c", kPaper);
  change([&](Transaction& to) { to.folding().note_listing(id, sister, 5); });
  EXPECT_EQ(look_up(entry(third, "1")).by_key->listed, std::nullopt);
}

TEST_P(LookupConformance, TheFirstListingElsewhereKeepsTheTextOfTheFeedThatBroughtTheArticle) {
  Article a = article(ours, "1");
  a.id = add(a);
  const std::uint64_t first = a.text_hash;
  change([&](Transaction& to) { to.folding().note_listing(a.id, sister, 5); });
  a.text_hash = 5;
  edit(a);
  change([&](Transaction& to) { to.folding().note_listing(a.id, sister, 6); });
  EXPECT_EQ(look_up(entry(ours, "1")).by_key->listed, first);
}

TEST_P(LookupConformance, HasTheTextsOfWhateverItFinds) {
  Ids ids = add_all({article(ours, "key"), article(ours, "hash"), article(ours, "other"),
                     of_page(ours, "page", "a"), twin_of(ours, "twin", "b"),
                     of_page(other, "elsewhere", "c")});
  Probe asked = edited(entry(ours, "key"));
  asked.hash_key = "hash";
  asked.other_keys = {"other"};
  asked.canonical = article(ours, "page").canonical;
  asked.page = article(ours, "elsewhere").canonical;
  asked.twin_hash = article(ours, "twin").twin_hash;
  Ids texts = ids_of(look_up(asked).texts);
  std::ranges::sort(ids);
  std::ranges::sort(texts);
  EXPECT_EQ(texts, ids);
}

TEST_P(LookupConformance, HasATextOnce) {
  const ArticleId id = add(article(ours, "1"));
  Probe asked = edited(entry(ours, "1"));
  asked.other_keys = {"1"};
  EXPECT_EQ(ids_of(look_up(asked).of_page), Ids{to_int(id)});
  EXPECT_EQ(ids_of(look_up(asked).texts), Ids{to_int(id)});
}

TEST_P(LookupConformance, HasNoTextThatIsTheEntrys) {
  Article same = of_page(ours, "1", "2");
  same.text_hash = article(ours, "1").text_hash;
  add_all({same});
  const Candidates known = look_up(entry(ours, "1"));
  EXPECT_EQ(known.of_page.size(), 1u);
  EXPECT_EQ(known.texts.size(), 0u);
}

TEST_P(LookupConformance, HasTheWholeTextWithoutEnclosures) {
  const Article a = article(ours, "1");
  add(a);
  const auto texts = look_up(edited(entry(ours, "1"))).texts;
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_EQ(texts[0].title, a.title);
  EXPECT_EQ(texts[0].summary, a.summary);
  EXPECT_EQ(texts[0].content, a.content);
  EXPECT_EQ(texts[0].page_text, a.page_text);
  EXPECT_EQ(texts[0].enclosures.size(), 0u);
}

TEST_P(LookupConformance, AnswersInTheOrderOfTheEntries) {
  const Ids ids = add_all({article(ours, "1"), article(ours, "2"), article(ours, "3")});
  const std::vector<Probe> entries{entry(ours, "3"), entry(ours, "unknown"), entry(ours, "1"),
                                   entry(ours, "2"), entry(ours, "3")};
  Ids answers;
  for (const Candidates& known : database->folding().lookup(entries)) {
    answers.push_back(id_of(known.by_key));
  }
  EXPECT_EQ(answers, (Ids{ids[0], 0, ids[2], ids[1], ids[0]}));
}

TEST_P(LookupConformance, AnswersNothingForNoEntries) {
  EXPECT_EQ(database->folding().lookup({}).size(), 0u);
}

/// Articles of 2 MiB each, of which eight take as much memory as the answers of a lookup may.
class LargeConformance : public LookupConformance {
 protected:
  static constexpr std::size_t kArticles = 12;
  static constexpr std::size_t kMostBytes = std::size_t{16} << 20;

  Article large_article(const std::string& key) {
    Article out = article(ours, key);
    out.content = std::string(std::size_t{2} << 20, 'x');
    return out;
  }

  /// Stores large articles. Returns the entries that are edits of them.
  std::vector<Probe> add_large_articles() {
    std::vector<Probe> out;
    std::vector<Article> articles;
    for (std::size_t i = 0; i < kArticles; ++i) {
      articles.push_back(large_article(std::to_string(i)));
      out.push_back(edited(entry(ours, articles.back().key)));
    }
    add_all(articles);
    return out;
  }

  std::vector<Candidates> look_up_all(const std::vector<Probe>& entries) {
    return database->folding().lookup(entries);
  }
};

TEST_P(LargeConformance, AnswersOnlyTheFirstEntries) {
  const std::vector<Probe> entries = add_large_articles();
  const std::vector<Candidates> answers = look_up_all(entries);
  ASSERT_GT(answers.size(), 0u);
  ASSERT_LT(answers.size(), kArticles);
  for (std::size_t i = 0; i < answers.size(); ++i)
    EXPECT_EQ(answers[i].by_key->key, entries[i].key);
}

TEST_P(LargeConformance, AnswersTheOthersIfAskedAgain) {
  std::vector<Probe> entries = add_large_articles();
  std::size_t texts = 0;
  while (!entries.empty()) {
    const std::vector<Candidates> answers = look_up_all(entries);
    ASSERT_GT(answers.size(), 0u);
    for (const Candidates& known : answers) texts += known.texts.size();
    entries.erase(entries.begin(), entries.begin() + std::ssize(answers));
  }
  EXPECT_EQ(texts, kArticles);
}

TEST_P(LargeConformance, TakesNoMoreMemoryThanOneTextBeyondTheLimit) {
  std::size_t bytes = 0;
  for (const Candidates& known : look_up_all(add_large_articles())) {
    for (const Article& text : known.texts) bytes += bytes_of(text);
  }
  EXPECT_GT(bytes, kMostBytes / 2);
  EXPECT_LT(bytes, kMostBytes + kMostBytes / 4);
}

TEST_P(LargeConformance, AnswersRepeatsWithoutTheirTexts) {
  std::vector<Probe> entries = add_large_articles();
  for (Probe& asked : entries) asked = edited(asked);
  EXPECT_EQ(look_up_all(entries).size(), kArticles);
}

TEST_P(LargeConformance, HasTheTextsOfTheFirstCandidatesOfOneEntry) {
  std::vector<Article> articles;
  for (std::size_t i = 0; i < kArticles; ++i) {
    articles.push_back(large_article(std::to_string(i)));
    articles.back().canonical = article(ours, "page").canonical;
  }
  Ids ids = add_all(articles);
  const Candidates known = look_up(entry(ours, "page"));
  EXPECT_EQ(ids_of(known.of_page), ids);
  ASSERT_GT(known.texts.size(), 0u);
  ASSERT_LT(known.texts.size(), kArticles);
  ids.resize(known.texts.size());
  EXPECT_EQ(ids_of(known.texts), ids);
}

std::string text_of(const Ids& ids) {
  std::string out;
  for (const std::int64_t id : ids) out += ' ' + std::to_string(id);
  return out + '\n';
}

/// All that the candidates say.
std::string text_of(const Candidates& known) {
  Ids out{
      id_of(known.by_key),      known.is_complete,
      id_of(known.by_hash_key), known.is_story,
      known.is_waiting,         known.forgotten ? known.forgotten->time_since_epoch().count() : 0};
  for (const auto& article : known.by_other_key) out.push_back(id_of(article));
  return text_of(out) + text_of(ids_of(known.of_page)) + text_of(ids_of(known.twins)) +
         text_of(ids_of(known.elsewhere)) + text_of(ids_of(known.texts));
}

/// A database with something of each kind, and entries of two feeds that ask for all of it.
class BatchConformance : public LookupConformance {
 protected:
  BatchConformance() {
    add_all({article(ours, "forgotten")});
    forget_all(kNow + days(1));
    add_all({article(ours, "1"), article(sister, "1"), article(other, "1"), article(other, "2"),
             of_page(ours, "3", "a"), of_page(other, "3", "b"), twin_of(sister, "4", "c"),
             article(ours, "hash")});
    wait(entry(sister, "waits"));
    const std::string uid = newest_stories(*database).front().uid;
    const std::vector<std::string> keys{"forgotten", "1", "2", "3", "4", "waits", uid, "unknown"};
    for (const FeedId feed : {ours, other, sister}) {
      for (const std::string& key : keys) {
        entries.push_back(entry(feed, key));
        entries.push_back(edited(entries.back()));
        entries.back().hash_key = "hash";
        entries.back().other_keys = {"2", "c", "none"};
      }
    }
  }

  std::vector<Probe> entries;
};

TEST_P(BatchConformance, GivesWhatSingleLookupsGive) {
  const std::vector<Candidates> together = database->folding().lookup(entries);
  ASSERT_EQ(together.size(), entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    EXPECT_EQ(text_of(together[i]), text_of(look_up(entries[i]))) << entries[i].key;
  }
}

TEST_P(BatchConformance, GivesTheSameInAnyOrder) {
  std::vector<std::string> answers;
  for (const Candidates& known : database->folding().lookup(entries)) {
    answers.push_back(text_of(known));
  }
  std::ranges::reverse(entries);
  std::vector<std::string> reversed;
  for (const Candidates& known : database->folding().lookup(entries)) {
    reversed.insert(reversed.begin(), text_of(known));
  }
  EXPECT_EQ(reversed, answers);
}

INSTANTIATE_TEST_SUITE_P(Stores, LookupConformance, testing::ValuesIn(stores()), name_of);
INSTANTIATE_TEST_SUITE_P(Stores, LargeConformance, testing::ValuesIn(stores()), name_of);
INSTANTIATE_TEST_SUITE_P(Stores, BatchConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
