// What folding remembers besides articles and stories.
#include <map>

#include "unit/store/conformance/store_conformance.h"
#include "wirefold/store/folding.h"

namespace wirefold::store {
namespace {

using std::chrono::days;
using std::chrono::hours;

using Keys = std::vector<std::string>;

class MemoryConformance : public StoreConformance {
 protected:
  template <typename Use>
  void remember(Use&& use) {
    change([&](Transaction& to) { use(to.memory()); });
  }

  WaitingEntry add_waiting(FeedId of, const std::string& key) {
    WaitingEntry entry;
    entry.feed = of;
    entry.scope = "h.example";
    entry.key = key;
    entry.link = "https://h.example/" + key;
    entry.deadline = kNow + hours(1);
    entry.entry = std::string("\0x\xFF", 3);
    remember([&](MemoryWriter& to) { to.add_waiting(entry); });
    return entry;
  }

  Keys waiting() {
    Keys out;
    database->folding().for_each_waiting([&](const WaitingEntry& e) { out.push_back(e.key); });
    return out;
  }

  std::vector<WaitingEntry> take(const std::vector<std::uint64_t>& pages) {
    return database->folding().take(pages);
  }

  /// An article of the window, as the folder stores it.
  static StoredFingerprints fingerprints(ArticleId id, const std::string& bytes) {
    return {id, ~std::uint64_t{0}, 7, kNow, kNow, {}, bytes, {}, 0, {}, {}};
  }

  void save_fingerprints(const StoredFingerprints& of) {
    remember([&](MemoryWriter& to) { to.save_fingerprints(of); });
  }

  std::vector<StoredFingerprints> window() {
    std::vector<StoredFingerprints> out;
    database->folding().for_each_fingerprints(
        [&](const StoredFingerprints& f) { out.push_back(f); });
    return out;
  }

  Keys without_fingerprints(Timestamp since = kNow) {
    Keys out;
    database->folding().for_each_without_fingerprints(
        since, [&](const Article& a) { out.push_back(a.key); });
    return out;
  }

  std::map<std::uint64_t, Timestamp> boilerplate() {
    std::map<std::uint64_t, Timestamp> out;
    database->folding().for_each_boilerplate(
        [&](const LearnedSentence& s) { out[s.key] = s.last_seen; });
    return out;
  }

  void save_boilerplate(const std::vector<LearnedSentence>& sentences) {
    remember([&](MemoryWriter& to) { to.save_boilerplate(sentences); });
  }

  void count(const HourTally& more) {
    remember([&](MemoryWriter& to) { to.count_hour(more); });
  }

  /// Adds events numbered from `first` in their data. Returns their ids.
  Ids add_events(int first, int number) {
    std::vector<StoryEvent> events;
    for (int i = first; i < first + number; ++i) {
      events.push_back({0, "story", "{\"n\":" + std::to_string(i) + "}"});
    }
    remember([&](MemoryWriter& to) { to.add_events(events, kNow); });
    Ids out;
    for (const StoryEvent& event : events) out.push_back(event.id);
    return out;
  }

  static Ids ids_of(const std::vector<StoryEvent>& events) {
    Ids out;
    for (const StoryEvent& event : events) out.push_back(event.id);
    return out;
  }

  const FeedId feed = add_feed("https://h.example/feed", {"h.example", ""});
  const FeedId other = add_feed("https://b.example/feed", {"b.example", ""});
};

TEST_P(MemoryConformance, TakesAnEntryThatWaits) {
  const WaitingEntry stored = add_waiting(feed, "1");
  const auto taken = take({stored.page});
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].page, stored.page);
  EXPECT_EQ(taken[0].feed, feed);
  EXPECT_EQ(taken[0].scope, "h.example");
  EXPECT_EQ(taken[0].key, "1");
  EXPECT_EQ(taken[0].link, "https://h.example/1");
  EXPECT_EQ(taken[0].deadline, kNow + hours(1));
  EXPECT_EQ(taken[0].entry, std::string("\0x\xFF", 3));
}

TEST_P(MemoryConformance, LeavesOutUnknownPages) {
  const std::uint64_t one = add_waiting(feed, "1").page;
  const std::uint64_t two = add_waiting(feed, "2").page;
  EXPECT_EQ(take({two, one + two + 1, one}).size(), 2u);
  EXPECT_EQ(take({}).size(), 0u);
}

TEST_P(MemoryConformance, AnEntryWaitsUntilItIsDropped) {
  const std::uint64_t page = add_waiting(feed, "1").page;
  add_waiting(feed, "2");
  take({page});
  EXPECT_EQ(waiting(), (Keys{"1", "2"}));
  remember([&](MemoryWriter& to) { to.drop_waiting(page); });
  EXPECT_EQ(waiting(), Keys{"2"});
  EXPECT_EQ(take({page}).size(), 0u);
}

TEST_P(MemoryConformance, ListsWaitingEntriesTheOldestFirstWithoutTheirContent) {
  add_waiting(other, "2");
  const WaitingEntry last = add_waiting(feed, "1");
  EXPECT_EQ(waiting(), (Keys{"2", "1"}));
  WaitingEntry listed;
  database->folding().for_each_waiting([&](const WaitingEntry& e) { listed = e; });
  EXPECT_EQ(listed.page, last.page);
  EXPECT_EQ(listed.feed, feed);
  EXPECT_EQ(listed.scope, "h.example");
  EXPECT_EQ(listed.link, "https://h.example/1");
  EXPECT_EQ(listed.deadline, kNow + hours(1));
  EXPECT_EQ(listed.entry, "");
}

TEST_P(MemoryConformance, NumbersPagesForGood) {
  const std::uint64_t first = add_waiting(feed, "1").page;
  remember([&](MemoryWriter& to) { to.drop_waiting(first); });
  reopen();
  EXPECT_GT(first, 0u);
  EXPECT_GT(add_waiting(feed, "1").page, first);
}

TEST_P(MemoryConformance, SetsTheScopeOfAFeedsWaitingEntries) {
  add_waiting(feed, "1");
  add_waiting(other, "2");
  add_waiting(feed, "3");
  remember([&](MemoryWriter& to) { to.set_waiting_scope(feed, "new.example"); });
  Keys scopes;
  database->folding().for_each_waiting([&](const WaitingEntry& e) { scopes.push_back(e.scope); });
  EXPECT_EQ(scopes, (Keys{"new.example", "h.example", "new.example"}));
}

TEST_P(MemoryConformance, WaitingEntriesOutliveARestart) {
  add_waiting(feed, "1");
  reopen();
  EXPECT_EQ(waiting(), Keys{"1"});
}

TEST_P(MemoryConformance, KeepsTheFingerprintsOfTheWindow) {
  const StoryId story = open_story(article(feed, "1"));
  const std::string bytes("a\0b", 3);
  save_fingerprints(fingerprints(ArticleId{1}, bytes));
  const auto stored = window();
  ASSERT_EQ(stored.size(), 1u);
  EXPECT_EQ(stored[0].article, ArticleId{1});
  EXPECT_EQ(stored[0].outlet, ~std::uint64_t{0});
  EXPECT_EQ(stored[0].link, 7u);
  EXPECT_EQ(stored[0].published, kNow);
  EXPECT_EQ(stored[0].seen, kNow);
  EXPECT_EQ(stored[0].story, story);
  EXPECT_EQ(stored[0].fingerprints, bytes);
}

TEST_P(MemoryConformance, FingerprintsHaveThePlaceOfTheirArticle) {
  open_story(article(feed, "1"));
  const StoryId to = open_story(article(other, "2"));
  save_fingerprints(fingerprints(ArticleId{1}, "f"));
  change([&](Transaction& t) {
    t.folding().move_article(ArticleId{1}, to, {ArticleId{2}, 3, 0.5, "headline"}, kNow);
  });
  const StoredFingerprints stored = window().at(0);
  EXPECT_EQ(stored.story, to);
  EXPECT_EQ(stored.like, ArticleId{2});
  EXPECT_DOUBLE_EQ(stored.similarity, 0.5);
  EXPECT_EQ(stored.rule, "headline");
  EXPECT_EQ(stored.publisher, (Publisher{"h.example", ""}));
}

TEST_P(MemoryConformance, ReplacesTheFingerprintsOfAnArticle) {
  add(article(feed, "1"));
  StoredFingerprints old = fingerprints(ArticleId{1}, "old");
  old.published.reset();
  save_fingerprints(old);
  EXPECT_EQ(window().at(0).published, std::nullopt);
  save_fingerprints(fingerprints(ArticleId{1}, "new"));
  ASSERT_EQ(window().size(), 1u);
  EXPECT_EQ(window()[0].fingerprints, "new");
  EXPECT_EQ(window()[0].published, kNow);
}

TEST_P(MemoryConformance, UpdatesTheFingerprintsOfAnEditedArticle) {
  add(article(feed, "1"));
  save_fingerprints(fingerprints(ArticleId{1}, "old"));
  remember([&](MemoryWriter& to) { to.update_fingerprints(ArticleId{1}, "new"); });
  EXPECT_EQ(window().at(0).fingerprints, "new");
  EXPECT_EQ(window().at(0).link, 7u);
}

TEST_P(MemoryConformance, UpdatesNoFingerprintsOfAnArticleOutsideOfTheWindow) {
  add(article(feed, "1"));
  remember([&](MemoryWriter& to) { to.update_fingerprints(ArticleId{1}, "has none"); });
  EXPECT_EQ(window().size(), 0u);
}

TEST_P(MemoryConformance, SetsTheOutletOfFingerprints) {
  for (const char* key : {"1", "2"}) add(article(feed, key));
  save_fingerprints(fingerprints(ArticleId{1}, "f"));
  save_fingerprints(fingerprints(ArticleId{2}, "f"));
  remember([&](MemoryWriter& to) { to.set_fingerprint_outlet(ArticleId{2}, 5); });
  EXPECT_EQ(window().at(0).outlet, ~std::uint64_t{0});
  EXPECT_EQ(window().at(1).outlet, 5u);
}

TEST_P(MemoryConformance, ListsTheWindowByRisingId) {
  for (const char* key : {"1", "2", "3"}) add(article(feed, key));
  for (const std::int64_t id : {2, 3, 1}) save_fingerprints(fingerprints(ArticleId{id}, "f"));
  Ids ids;
  for (const StoredFingerprints& f : window()) ids.push_back(to_int(f.article));
  EXPECT_EQ(ids, (Ids{1, 2, 3}));
}

TEST_P(MemoryConformance, DropsFingerprints) {
  for (const char* key : {"1", "2", "3"}) add(article(feed, key));
  for (const std::int64_t id : {1, 2, 3}) save_fingerprints(fingerprints(ArticleId{id}, "f"));
  const std::vector<ArticleId> gone{ArticleId{3}, ArticleId{1}, ArticleId{77}};
  remember([&](MemoryWriter& to) { to.drop_fingerprints(gone); });
  ASSERT_EQ(window().size(), 1u);
  EXPECT_EQ(window()[0].article, ArticleId{2});
}

TEST_P(MemoryConformance, KnowsTheArticlesWithoutFingerprintsByRisingId) {
  for (const char* key : {"b", "c", "a"}) add(article(feed, key));
  EXPECT_EQ(without_fingerprints(), (Keys{"b", "c", "a"}));
  save_fingerprints(fingerprints(ArticleId{2}, "f"));
  EXPECT_EQ(without_fingerprints(), (Keys{"b", "a"}));
}

TEST_P(MemoryConformance, LeavesOutArticlesThatWereSeenBefore) {
  add(article(feed, "1"));
  EXPECT_EQ(without_fingerprints(kNow), Keys{"1"});
  EXPECT_EQ(without_fingerprints(kNow + std::chrono::seconds(1)), Keys{});
}

TEST_P(MemoryConformance, KeepsBoilerplateUntilItIsNotSeenAnyMore) {
  save_boilerplate({{0xFFFFFFFFFFFFFFFFULL, kNow - hours(50)}, {2, kNow - hours(60)}});
  save_boilerplate({{2, kNow}});
  const auto kept = [this](Timestamp since) {
    remember([&](MemoryWriter& to) { to.forget_boilerplate(since); });
    return boilerplate();
  };
  using Kept = std::map<std::uint64_t, Timestamp>;
  EXPECT_EQ(kept(kNow - hours(50)), (Kept{{2, kNow}, {0xFFFFFFFFFFFFFFFFULL, kNow - hours(50)}}));
  EXPECT_EQ(kept(kNow - hours(49)), (Kept{{2, kNow}}));
  EXPECT_EQ(kept(kNow - hours(100)), (Kept{{2, kNow}})) << "dropped for good";
}

TEST_P(MemoryConformance, HasNoCommonWordsAtFirst) {
  EXPECT_EQ(database->folding().common_words(), "");
}

TEST_P(MemoryConformance, ReplacesTheCommonWords) {
  const std::string bytes("\0w\xFF", 3);
  remember([&](MemoryWriter& to) { to.save_common_words("old"); });
  remember([&](MemoryWriter& to) { to.save_common_words(bytes); });
  EXPECT_EQ(database->folding().common_words(), bytes);
  reopen();
  EXPECT_EQ(database->folding().common_words(), bytes);
}

TEST_P(MemoryConformance, NumbersEventsForGood) {
  EXPECT_EQ(add_events(1, 2), (Ids{1, 2}));
  EXPECT_EQ(add_events(3, 1), (Ids{3}));
  reopen();
  EXPECT_EQ(add_events(4, 2), (Ids{4, 5}));
}

TEST_P(MemoryConformance, TellsTheLastEventsTheOldestFirst) {
  add_events(1, 5);
  const auto last = database->reading().last_events(2);
  ASSERT_EQ(last.size(), 2u);
  EXPECT_EQ(last[0].id, 4);
  EXPECT_EQ(last[1].kind, "story");
  EXPECT_EQ(last[1].data, "{\"n\":5}");
  EXPECT_EQ(database->reading().last_events(10).size(), 5u);
}

TEST_P(MemoryConformance, TellsTheEventsAfterANumberTheOldestFirst) {
  add_events(1, 5);
  EXPECT_EQ(ids_of(database->reading().events_after(2, 2)), (Ids{3, 4}));
  EXPECT_EQ(ids_of(database->reading().events_after(3, 9)), (Ids{4, 5}));
  EXPECT_EQ(ids_of(database->reading().events_after(5, 9)), Ids{});
}

TEST_P(MemoryConformance, DeletesOldEvents) {
  constexpr int kMany = 25000;
  add_events(1, kMany);
  const auto kept = database->reading().last_events(kMany);
  EXPECT_LT(kept.size(), std::size_t{kMany});
  EXPECT_EQ(kept.back().id, kMany);
  EXPECT_EQ(kept.front().id, kMany + 1 - static_cast<std::int64_t>(kept.size())) << "no gap";
}

TEST_P(MemoryConformance, AddsUpTheHours) {
  count({kNow, 1, 0, 2, 1});
  count({kNow, 2, 1, 3, 1});
  count({kNow + hours(1), 1, 1, 0, 0});
  const auto all = database->reading().hours(kNow);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].hour, kNow);
  EXPECT_EQ(all[0].polls, 3);
  EXPECT_EQ(all[0].failures, 1);
  EXPECT_EQ(all[0].articles, 5);
  EXPECT_EQ(all[0].stories, 2);
}

TEST_P(MemoryConformance, TellsTheHoursSinceATimeByRisingHour) {
  for (const int i : {2, 0, 1}) count({kNow + hours(i), i, 0, 0, 0});
  const auto late = database->reading().hours(kNow + hours(1));
  ASSERT_EQ(late.size(), 2u);
  EXPECT_EQ(late[0].hour, kNow + hours(1));
  EXPECT_EQ(late[1].polls, 2);
}

TEST_P(MemoryConformance, ForgetsHoursFromMoreThanFiveWeeksBefore) {
  count({kNow, 1, 0, 0, 0});
  count({kNow + hours(1), 1, 0, 0, 0});
  count({kNow + days(35), 1, 0, 0, 0});
  EXPECT_EQ(database->reading().hours(kNow).size(), 3u);
  count({kNow + days(35) + hours(1), 1, 0, 0, 0});
  EXPECT_EQ(database->reading().hours(kNow).size(), 3u) << "one is older now";
  count({kNow + days(36), 1, 0, 0, 0});
  EXPECT_EQ(database->reading().hours(kNow).at(0).hour, kNow + days(35));
}

INSTANTIATE_TEST_SUITE_P(Stores, MemoryConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
