#include "wirefold/crawl/feed_registry.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/database.h"
#include "support/recording_sender.h"
#include "wirefold/crawl/requests.h"

namespace wirefold::crawl {
namespace {

using namespace std::chrono_literals;
using schedule::Why;
using std::chrono::days;

const Timestamp kStart{std::chrono::seconds(1'700'000'000)};
const std::string kUrl = "https://paper.example/feed";
const std::string kOther = "https://other.example/feed";

fetch::Response answer(int status = 200) {
  fetch::Response out;
  out.request.url = kUrl;
  out.status = status;
  out.validators = {"\"1\"", "", kUrl};
  return out;
}

Error error_of(const fetch::Response& response) {
  return {Errc::kHttpStatus, "the server answered " + std::to_string(response.status)};
}

/// A document with `entries` entries, published every hour until `newest`.
ParsedFeed document(std::size_t entries, Timestamp newest) {
  ParsedFeed out;
  for (std::size_t i = 0; i < entries; ++i) {
    out.entries.emplace_back().published = newest - static_cast<int>(i) * 1h;
  }
  return out;
}

/// The registry of a list of feeds, with a scheduler of which a test takes the requests.
class FeedRegistryTest : public testing::Test {
 protected:
  FeedRegistryTest() {
    config.serve.base_url = "https://news.example";
    config.fetch.spacing = 0s;
    load({kUrl});
  }

  static FeedSource source_at(const std::string& url) {
    FeedSource out;
    out.url = url;
    return out;
  }

  void load(const std::vector<std::string>& urls) {
    std::vector<FeedSource> sources;
    for (const std::string& url : urls) sources.push_back(source_at(url));
    load(std::move(sources));
  }
  void load(std::vector<FeedSource> sources) {
    std::map<FeedId, const FeedSource*> by_id;
    for (const FeedSource& source : sources) by_id[test::enter(store, source.url).id] = &source;
    subscriptions.load(config, by_id);
    config.sources = std::move(sources);
    test::change(store, [&](auto& tx) { feeds.load(config, tx.feeds()); });
    feeds.schedule_all();
  }

  /// Stores what `change` makes of the state of `url`, which is not loaded yet.
  void store_state(const std::string& url, const std::function<void(FeedState&)>& change) {
    FeedState state = test::enter(store, url);
    change(state);
    save(state);
  }

  void save(const FeedState& state) {
    test::change(store, [&](auto& tx) { tx.feeds().save(state); });
  }

  Feed& feed(const std::string& url = kUrl) { return *feeds.find(test::feed_at(store, url).id); }
  FeedState& state(const std::string& url = kUrl) { return feed(url).state; }

  /// URLs of the polls that are due.
  std::vector<std::string> polls() {
    std::vector<std::string> out;
    while (auto request = next_poll()) out.push_back(request->url);
    std::ranges::sort(out);
    return out;
  }
  std::optional<fetch::Request> next_poll() {
    auto request = scheduler.next_request(fetch::Pool::kPrimary);
    if (!request) return request;
    fetch::Response end;
    end.request = *request;
    scheduler.ended(end);
    return request;
  }

  /// Ends a poll of the feed at kUrl, and publishes that.
  void take(const fetch::Response& response, const PollResult& brought = {}) {
    if (response.status < 400) {
      feeds.answered(feed(), response, brought);
    } else {
      feeds.failed(feed(), response, error_of(response));
    }
    save();
    feeds.publish();
  }

  void save() {
    test::change(store, [&](auto& tx) { feeds.save(feed(), tx.feeds()); });
  }
  void hub_changed() {
    test::change(store, [&](auto& tx) { feeds.hub_changed(feed(), tx.feeds()); });
  }
  bool set_publisher(const Publisher& publisher) {
    return test::change(
        store, [&](auto& tx) { return feeds.set_publisher(feed(), publisher, tx.feeds()); });
  }

  void take_document(std::size_t listed, std::size_t fresh, int status = 200) {
    const ParsedFeed parsed = document(listed, now);
    take(answer(status), {&parsed, fresh});
  }

  /// How often a feed changed to `what`.
  std::uint64_t changes(const std::string& what) const {
    const auto all = feeds.health().changes;
    return all.contains(what) ? all.at(what) : 0;
  }

  /// Lets a hub deliver the feed at kUrl.
  void subscribe() {
    test::change(store, [&](auto& tx) {
      subscriptions.note_hub(*feed().source, state().id, "https://hub.example/", kUrl, tx.feeds());
      subscriptions.verified({state().id, true, days(10), {}}, tx.feeds());
    });
  }

  Timestamp now = kStart;
  WallClock clock = [this] { return now; };
  const std::unique_ptr<store::Database> database = test::open_database(":memory:", kStart);
  store::Database& store = *database;
  test::RecordingSender sender;
  websub::CallbackEndpoint callbacks{[](const websub::Message&) { return true; }, clock};
  websub::Subscriptions subscriptions{store.feeds(), sender, callbacks, clock};
  RequestScheduler scheduler{[](fetch::Response&) { return true; }, clock};
  config::Config config;
  FeedRegistry feeds{store.feeds(), scheduler, subscriptions, clock};
};

TEST_F(FeedRegistryTest, LoadReplacesTheListAndKeepsWhatIsNotStored) {
  feed().waiting = 3;
  feed().validators.etag = "\"w\"";
  feed().body_hash = 42;
  FeedSource renamed = source_at(kUrl);
  renamed.name = "The Paper";
  load({renamed, source_at(kOther)});
  EXPECT_TRUE(config.sources.empty()) << "it is moved away";
  EXPECT_EQ(feeds.all().size(), 2u);
  EXPECT_EQ(feed().source->name, "The Paper");
  EXPECT_EQ(feed().waiting, 3u);
  EXPECT_EQ(feed().validators.etag, "\"w\"");
  EXPECT_EQ(feed().body_hash, 42u);
  EXPECT_EQ(polls(), (std::vector{kOther, kUrl}));
  const FeedId gone = state().id;
  load({kOther});
  EXPECT_EQ(feeds.find(gone), nullptr);
  EXPECT_EQ(feeds.facts().find(gone), std::nullopt);
  now += days(30);
  EXPECT_TRUE(polls().empty()) << "one is off the list, the other not answered yet";
}

TEST_F(FeedRegistryTest, LoadPlansEachFeedAsItWasStored) {
  const std::string gone = "https://gone.example/";
  const std::string paused = "https://paused.example/";
  const std::string late = "https://late.example/";
  store_state(kUrl, [&](FeedState& s) { s.next_poll = now + 2h; });
  store_state(gone, [&](FeedState& s) { s.gone = true; });
  store_state(paused, [&](FeedState& s) { s.host_until = now + 1h; });
  store_state(late, [&](FeedState& s) {
    s.next_poll = now + config.fetch.ceiling + 1s;
    s.host_until = s.next_poll;
    s.last_answer = now + 1s;
  });
  load({kUrl, gone, paused, late});
  EXPECT_EQ(polls(), std::vector{late}) << "a wrong clock had planned it";
  EXPECT_EQ(state(late).last_answer, std::nullopt);
  now += 1h - 1s;
  EXPECT_TRUE(polls().empty());
  now += 1s;
  EXPECT_EQ(polls(), std::vector{paused});
  now += 1h;
  EXPECT_EQ(polls(), std::vector{kUrl});
}

TEST_F(FeedRegistryTest, LoadNamesThePublisherByTheListElseByTheUrl) {
  EXPECT_EQ(state().publisher, (Publisher{"paper.example", ""}));
  EXPECT_EQ(test::feed_at(store, kUrl).publisher, state().publisher);
  EXPECT_FALSE(feeds.take_publishers_changed()) << "it has no articles yet";
  take_document(1, 1);
  FeedSource listed = source_at(kUrl);
  listed.outlet = "The Paper";
  load({listed});
  EXPECT_EQ(state().publisher, (Publisher{"The Paper", ""}));
  EXPECT_TRUE(feeds.take_publishers_changed());
  EXPECT_FALSE(feeds.take_publishers_changed()) << "since the last call";
  load({listed});
  EXPECT_FALSE(feeds.take_publishers_changed());
}

TEST_F(FeedRegistryTest, ACarriersFeedKeepsThePublisherThatItsDocumentNamed) {
  const std::string url = "http://192.0.2.7/feed";
  const Publisher claimed{"paper.example", "192.0.2.7"};
  store_state(url, [&](FeedState& s) {
    s.publisher = claimed;
    s.validators.etag = "\"1\"";
    s.body_hash = 42;
  });
  load({url});
  EXPECT_EQ(state(url).publisher, claimed);
  EXPECT_EQ(state(url).body_hash, 42u);
  FeedSource listed = source_at(url);
  listed.outlet = "The Paper";
  load({listed});
  load({url});
  EXPECT_EQ(state(url).publisher, Publisher());
  EXPECT_TRUE(state(url).validators.empty()) << "the next poll must bring a document";
  EXPECT_EQ(test::feed_at(store, url).body_hash, 0u);
}

TEST_F(FeedRegistryTest, LoadNamesThePublishersOfFormerFeeds) {
  store_state(kOther, [](FeedState&) {});
  store_state("http://192.0.2.7/feed", [](FeedState&) {});
  load({kUrl});
  EXPECT_EQ(test::feed_at(store, kOther).publisher.name, "other.example");
  EXPECT_EQ(test::feed_at(store, "http://192.0.2.7/feed").publisher, Publisher());
  EXPECT_TRUE(feeds.take_publishers_changed());
}

TEST_F(FeedRegistryTest, SetPublisherStoresAChange) {
  const Publisher publisher{"publisher.example", ""};
  EXPECT_TRUE(set_publisher(publisher));
  EXPECT_FALSE(set_publisher(publisher)) << "it is unchanged";
  EXPECT_EQ(test::feed_at(store, kUrl).publisher, publisher);
  EXPECT_EQ(feeds.facts().find(state().id)->publisher, publisher);
}

TEST_F(FeedRegistryTest, SavingKeepsTheFactsInStep) {
  state().moved_to = "https://new.example/feed";
  state().body_hash = 42;
  state().crashes = 1;
  EXPECT_EQ(feeds.facts().find(state().id)->current_url(), kUrl) << "not saved yet";
  save();
  const auto facts = feeds.facts().find(state().id);
  EXPECT_EQ(facts->source, feed().source);
  EXPECT_EQ(facts->current_url(), "https://new.example/feed");
  EXPECT_EQ(facts->body_hash, 42u);
  EXPECT_TRUE(facts->has_crashed);
  EXPECT_EQ(test::feed_at(store, kUrl).moved_to, "https://new.example/feed");
}

TEST_F(FeedRegistryTest, NothingIsLoggedOrPlannedBeforePublish) {
  EXPECT_EQ(polls(), std::vector{kUrl});
  state().failures = 2;
  testing::internal::CaptureStderr();
  feeds.answered(feed(), answer(304), {});
  const Timestamp next = *state().next_poll;
  now = next;
  EXPECT_TRUE(polls().empty());
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  testing::internal::CaptureStderr();
  feeds.publish();
  feeds.publish();
  const std::string log = testing::internal::GetCapturedStderr();
  const std::string line =
      "feed state=recovered url=https://paper.example/feed missed=0 next=" + format_rfc3339(next) +
      " why=\"that is the shortest interval\"\n";
  EXPECT_NE(log.find(line), std::string::npos) << log;
  EXPECT_EQ(log.find(line), log.rfind(line)) << "it is logged once";
  now = next - 1s;
  EXPECT_TRUE(polls().empty());
  now = next;
  EXPECT_EQ(polls(), std::vector{kUrl});
}

TEST_F(FeedRegistryTest, AFailingFeedIsNotedOnceAndItsRecoveryOnce) {
  take_document(20, 20);
  for (int i = 1; i <= 3; ++i) {
    take(answer(500));
    EXPECT_EQ(state().failures, i);
    EXPECT_EQ(state().failing_since, kStart);
    EXPECT_EQ(feeds.health().lines.at(0).failing_since, kStart);
    EXPECT_GE(*state().next_poll, now + 1h * (1 << (i - 1))) << i;
    now = *state().next_poll;
  }
  EXPECT_EQ(changes("failing"), 1u);
  EXPECT_EQ(state().last_error, "http_status: the server answered 500");
  EXPECT_EQ(state().status, 500);
  EXPECT_EQ(state().last_answer, kStart);
  take(answer(304));
  EXPECT_EQ(changes("recovered"), 1u);
  EXPECT_EQ(state().failures, 0);
  EXPECT_EQ(state().failing_since, std::nullopt);
  EXPECT_EQ(state().last_error, "");
  EXPECT_EQ(state().last_answer, now);
  EXPECT_EQ(feeds.health().polls, (std::map<std::string, std::uint64_t>{
                                      {"changed", 1}, {"failed", 3}, {"unchanged", 1}}));
}

TEST_F(FeedRegistryTest, ARetriedFeedFailsSinceItsFirstFailure) {
  take(answer(500));
  state().failures = 0;
  EXPECT_EQ(feeds.health().lines.at(0).failing_since, std::nullopt) << "it is retried";
  now += 1h;
  take(answer(500));
  EXPECT_EQ(feeds.health().lines.at(0).failing_since, kStart);
}

TEST_F(FeedRegistryTest, AServerThatIsNotReachedHasNotFailedYet) {
  fetch::Response lost = answer(0);
  lost.counts = false;
  feeds.failed(feed(), lost, {Errc::kNetwork, "no route"});
  EXPECT_EQ(state().failures, 0);
  EXPECT_EQ(state().last_error, "");
  EXPECT_EQ(state().last_poll, std::nullopt);
  EXPECT_EQ(state().next_poll, now + 1s + 1min);
  EXPECT_EQ(feeds.health().polls.at("unreachable"), 1u);
  EXPECT_TRUE(feeds.health().changes.empty());
}

TEST_F(FeedRegistryTest, AFeedThatIsGoneIsNeverPolledAgain) {
  take(answer(410));
  EXPECT_TRUE(state().gone);
  EXPECT_EQ(changes("gone"), 1u);
  EXPECT_EQ(changes("failing"), 0u);
  now += days(1000);
  EXPECT_TRUE(polls().empty());
  load({kUrl});
  EXPECT_TRUE(polls().empty()) << "it is stored";
}

TEST_F(FeedRegistryTest, AMovedFeedIsPolledThereUntilItFailsThere) {
  const std::string target = "https://new.example/feed";
  fetch::Response moved = answer();
  moved.request.chain = {kUrl};
  moved.request.url = target;
  for (const char* end : {"three failures", "410"}) {
    for (int i = 0; i < 3; ++i, now += days(1)) take(moved);
    now = *state().next_poll;
    EXPECT_EQ(polls(), std::vector{target}) << end;
    EXPECT_EQ(feeds.facts().find(state().id)->current_url(), target) << end;
    fetch::Response failed = answer(end == std::string("410") ? 410 : 404);
    failed.request.url = target;
    while (!state().moved_to.empty()) {
      ASSERT_LT(state().failures, 3) << end;
      take(failed);
    }
    EXPECT_EQ(state().failures, failed.status == 410 ? 1 : 3);
    EXPECT_FALSE(state().gone) << "only the target is";
    now = *state().next_poll;
    EXPECT_EQ(polls(), std::vector{kUrl}) << end;
  }
  EXPECT_EQ(changes("moved"), 4u);
}

TEST_F(FeedRegistryTest, ACrashIsNotedAndCountsUntilADocumentIsRead) {
  feeds.crashed(feed(), "https://paper.example/page");
  EXPECT_EQ(state().last_error, "crash: wirefold ended while it read https://paper.example/page");
  EXPECT_EQ(state().next_poll, now + 1s + 1h);
  feeds.crashed(feed(), kUrl);
  EXPECT_EQ(state().last_error,
            "crash: wirefold ended while it read https://paper.example/feed, 2 times in a row");
  EXPECT_EQ(state().next_poll, now + 1s + 2h);
  EXPECT_EQ(state().failures, 2);
  EXPECT_EQ(changes("crashed"), 2u);
  take(answer(304));
  EXPECT_EQ(state().crashes, 2) << "it brought nothing to read";
  EXPECT_TRUE(feeds.facts().find(state().id)->has_crashed);
  take_document(3, 3);
  EXPECT_EQ(state().crashes, 0);
  EXPECT_FALSE(feeds.facts().find(state().id)->has_crashed);
}

TEST_F(FeedRegistryTest, AWaitBeyondTheCeilingIsCutAndNoted) {
  fetch::Response patient = answer(304);
  patient.fresh_for = days(7);
  take(patient);
  EXPECT_EQ(state().next_poll, now + 1s + days(7));
  EXPECT_EQ(changes("capped"), 0u);
  patient.fresh_for = days(7) + 1s;
  take(patient);
  EXPECT_EQ(state().next_poll, now + 1s + days(7));
  EXPECT_EQ(changes("capped"), 1u);
}

TEST_F(FeedRegistryTest, AListOfNewEntriesOnlyIsAnOverflow) {
  const auto counts = [this] { return std::pair(changes("overflow"), feeds.health().missed); };
  take_document(20, 20);
  EXPECT_EQ(counts(), std::pair(0ul, 0ul)) << "the first document is always new";
  now += 40h;
  take_document(20, 20);  // in 21 hours before the oldest, one came every 57 minutes
  EXPECT_EQ(counts(), std::pair(1ul, 22ul));
  now += 19h;
  take_document(20, 20);
  EXPECT_EQ(counts(), std::pair(1ul, 22ul)) << "it is noted once in a row";
  take_document(20, 19);
  take_document(20, 20);
  EXPECT_EQ(counts(), std::pair(2ul, 22ul)) << "a known entry has ended the row";
  take_document(1, 1);
  take_document(20, 20, 226);
  EXPECT_EQ(counts(), std::pair(2ul, 22ul)) << "neither is known to be too short";
  take_document(20, 20);
  EXPECT_EQ(counts(), std::pair(3ul, 22ul)) << "the list of one has ended the row";
}

TEST_F(FeedRegistryTest, AHostThatAsksForAPausePausesItsOtherFeeds) {
  const std::string neighbour = "https://paper.example/other";
  load({kUrl, neighbour, kOther});
  fetch::Response busy = answer(429);
  busy.retry_after = 2h;
  take(busy);
  EXPECT_EQ(state().host_until, now + 2h);
  EXPECT_EQ(polls(), std::vector{kOther});
  now += 2h - 1s;
  EXPECT_TRUE(polls().empty());
  now += 1s;
  EXPECT_EQ(polls(), std::vector{neighbour});
  busy.retry_after = days(30);
  take(busy);
  EXPECT_EQ(state().host_until, now + config.fetch.ceiling);
}

TEST_F(FeedRegistryTest, ThePauseIsTheFeedsAloneIfTheSettingSaysSo) {
  const std::string neighbour = "https://paper.example/other";
  config.fetch.retry_scope = "feed";
  load({kUrl, neighbour});
  fetch::Response busy = answer(429);
  busy.retry_after = 2h;
  take(busy);
  EXPECT_EQ(state().host_until, std::nullopt);
  EXPECT_EQ(polls(), std::vector{neighbour});
}

TEST_F(FeedRegistryTest, AHubThatDeliversMakesPollsRare) {
  take(answer(304));
  EXPECT_EQ(schedule::why_of(state().why), Why::kInterval);
  subscribe();
  hub_changed();
  EXPECT_EQ(state().next_poll, *state().last_poll + config.websub.poll);
  EXPECT_EQ(schedule::why_of(state().why), Why::kPushed);
  EXPECT_EQ(test::feed_at(store, kUrl).next_poll, state().next_poll);
  feeds.publish();
  now = *state().next_poll - 1s;
  EXPECT_TRUE(polls().empty());
  test::change(store, [&](auto& tx) {
    subscriptions.verified({state().id, false, {}, "closed"}, tx.feeds());
  });
  hub_changed();
  EXPECT_EQ(state().next_poll, *state().last_poll + 1h);
  feeds.publish();
  EXPECT_EQ(polls(), std::vector{kUrl});
  hub_changed();
  feeds.publish();
  EXPECT_TRUE(polls().empty()) << "its last poll is not processed yet";
}

TEST_F(FeedRegistryTest, AHubChangesNoWaitThatIsNotOurOwn) {
  const auto keeps_its_plan = [this] {
    const auto before = state().next_poll;
    hub_changed();
    return state().next_poll == before;
  };
  subscribe();
  EXPECT_TRUE(keeps_its_plan()) << "never polled";
  fetch::Response fresh = answer(304);
  fresh.fresh_for = 30h;
  take(fresh);
  EXPECT_TRUE(keeps_its_plan()) << "Cache-Control";
  take(answer(500));
  EXPECT_TRUE(keeps_its_plan()) << "failing";
  take(answer(410));
  EXPECT_TRUE(keeps_its_plan()) << "gone";
}

TEST_F(FeedRegistryTest, TakesTheFeedsThatAnotherProgramHasMadeDue) {
  store_state("https://unlisted.example/feed", [](FeedState&) {});
  load({kUrl, kOther});
  EXPECT_FALSE(feeds.take_retries()) << "new feeds are due anyway";
  take(answer(410));
  store_state(kUrl, [](FeedState& s) {
    s.gone = false;
    s.title = "stored";
  });
  EXPECT_TRUE(feeds.take_retries());
  EXPECT_FALSE(feeds.take_retries()) << "it is due already";
  EXPECT_FALSE(state().gone);
  EXPECT_EQ(state().title, "stored");
  EXPECT_EQ(changes("retried"), 1u);
  feeds.publish();
  EXPECT_EQ(polls(), (std::vector{kOther, kUrl}));
}

TEST_F(FeedRegistryTest, AClockThatJumpsMovesPlansAndPauses) {
  take(answer(304));
  state().host_until = now + 5h;
  const FeedState before = state();
  feeds.shift(-2h);
  EXPECT_EQ(state().next_poll, *before.next_poll - 2h);
  EXPECT_EQ(state().host_until, *before.host_until - 2h);
  EXPECT_EQ(state().last_answer, *before.last_answer - 2h);
  EXPECT_EQ(state().last_poll, before.last_poll) << "it is only shown";
}

TEST_F(FeedRegistryTest, HealthCountsFeedsByConditionAndPushed) {
  const std::vector<std::string> urls = {"https://failing.example/", "https://gone.example/",
                                         kOther, kUrl};
  load(urls);
  take(answer(304));
  subscribe();
  state(urls[0]).failures = 1;
  state(urls[1]).gone = true;
  FeedHealth health = feeds.health();
  EXPECT_EQ(health.at, now);
  EXPECT_EQ(health.pushed, 1u);
  EXPECT_EQ(health.lines.size(), 4u);
  EXPECT_FALSE(health.cut_off);
  for (const FeedCondition condition :
       {FeedCondition::kWell, FeedCondition::kNew, FeedCondition::kFailing, FeedCondition::kGone}) {
    EXPECT_EQ(health.count(condition), 1u) << to_string(condition);
  }
  while (auto request = scheduler.next_request(fetch::Pool::kPrimary)) {
    fetch::Response lost;
    lost.request = *request;
    lost.unreachable = true;
    lost.error = Error{Errc::kNetwork, "no route"};
    scheduler.ended(lost);
  }
  EXPECT_TRUE(feeds.health().cut_off);
}

TEST_F(FeedRegistryTest, NewValidatorsAreStoredAndSentAtThePlannedTime) {
  take(answer(304));
  EXPECT_EQ(state().validators.etag, "\"1\"") << "a 304 may bring new ones";
  state().validators.etag = "\"2\"";
  test::change(store, [&](auto& tx) { feeds.save_validators(feed(), tx.feeds()); });
  EXPECT_EQ(test::feed_at(store, kUrl).validators.etag, "\"2\"");
  EXPECT_FALSE(next_poll());
  now = *state().next_poll;
  EXPECT_EQ(next_poll().value().validators.etag, "\"2\"");
}

TEST_F(FeedRegistryTest, APollLeavesOutTheValidatorsOnceTheyAreOld) {
  config.fetch.slowest = 1h;
  for (const bool rechecks : {true, false}) {
    FeedSource source = source_at(kUrl);
    source.recheck = rechecks;
    load({source});
    state().validators.etag = "\"1\"";
    take(answer());
    const Timestamp read = now;
    now = read + config.fetch.recheck - 1h - 2s;  // the next poll is one second before
    take(answer(304));
    now = *state().next_poll;
    EXPECT_EQ(next_poll().value().validators.etag, "\"1\"") << rechecks;
    take(answer(304));
    now = *state().next_poll;
    EXPECT_EQ(next_poll().value().validators.empty(), rechecks);
  }
}

TEST_F(FeedRegistryTest, AFalse304IsNotedOnce) {
  take_document(20, 20);
  state().validators.etag = "\"1\"";
  for (int i = 0; i < 2; ++i) take_document(20, 1);  // requested without the validators
  EXPECT_EQ(changes("stale_304"), 1u);
}

}  // namespace
}  // namespace wirefold::crawl
