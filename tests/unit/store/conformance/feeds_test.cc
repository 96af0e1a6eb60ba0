// The states of feeds, and our subscriptions to hubs.
#include "wirefold/store/feeds.h"

#include "unit/store/conformance/store_conformance.h"

namespace wirefold::store {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr char kUrl[] = "https://a.example/f";

class FeedsConformance : public StoreConformance {
 protected:
  std::vector<FeedState> enter_all(const std::vector<std::string>& urls) {
    return change([&](Transaction& to) { return to.feeds().enter(urls); });
  }

  FeedState enter_one() { return enter_all({kUrl}).front(); }

  static std::vector<std::string> urls_of(const std::vector<FeedState>& states) {
    std::vector<std::string> out;
    for (const FeedState& state : states) out.push_back(state.url);
    return out;
  }

  /// The state at kUrl after it was saved.
  FeedState saved(const FeedState& state) {
    save(state);
    return feed_at(kUrl);
  }

  using OpenStore::save;
  void save(const Subscription& subscription) {
    change([&](Transaction& to) { to.feeds().save(subscription); });
  }

  Subscription subscription(FeedId feed, const std::string& token) {
    Subscription s;
    s.feed = feed;
    s.hub = "https://hub.example/";
    s.topic = kUrl;
    s.token = token;
    s.secret = "s";
    s.state = SubscriptionState::kActive;
    s.lease_until = kNow + days(10);
    s.failures = 1;
    s.last_error = "e";
    return s;
  }
};

TEST_P(FeedsConformance, EntersFeedsInTheGivenOrder) {
  enter_all({"https://b.example/"});
  const std::vector<std::string> urls{"https://c.example/", "https://b.example/",
                                      "https://a.example/"};
  EXPECT_EQ(urls_of(enter_all(urls)), urls);
}

TEST_P(FeedsConformance, GivesEachFeedAnIdOfItsOwn) {
  const auto states = enter_all({"https://b.example/", "https://a.example/"});
  EXPECT_GT(to_int(states[0].id), 0);
  EXPECT_GT(to_int(states[1].id), 0);
  EXPECT_NE(states[0].id, states[1].id);
}

TEST_P(FeedsConformance, EntersAUrlOnce) {
  const FeedId first = enter_one().id;
  EXPECT_EQ(ids_of(enter_all({kUrl, kUrl})), (Ids{to_int(first), to_int(first)}));
  EXPECT_EQ(database->feeds().all().size(), 1u);
}

TEST_P(FeedsConformance, EntersAKnownFeedWithItsState) {
  FeedState state = enter_one();
  state.title = "T";
  save(state);
  EXPECT_EQ(enter_one().title, "T");
}

TEST_P(FeedsConformance, ANewFeedHasNoState) {
  const FeedState fresh = enter_one();
  EXPECT_EQ(fresh.hints, PollHints());
  EXPECT_EQ(fresh.current_url(), kUrl);
  EXPECT_EQ(fresh.publisher, Publisher());
  EXPECT_EQ(fresh.last_poll, std::nullopt);
  EXPECT_EQ(fresh.body_hash, 0u);
}

TEST_P(FeedsConformance, ListsAllFeedsByRisingId) {
  const auto states = enter_all({"https://c.example/", "https://a.example/", "https://b.example/"});
  EXPECT_EQ(urls_of(database->feeds().all()), urls_of(states));
  EXPECT_EQ(ids_of(database->feeds().all()), ids_of(states));
}

TEST_P(FeedsConformance, KeepsAFeedsState) {
  FeedState state = enter_one();
  state.title = "T";
  state.validators = {"W/\"a b\"", "Sun, 10 Nov 2024 12:06:00 GMT", ""};
  state.body_hash = 0xFFFFFFFFFFFFFFFEULL;
  state.last_poll = kNow;
  state.next_poll = kNow + hours(1);
  state.failures = 3;
  state.last_error = "timeout";
  const FeedState got = saved(state);
  EXPECT_EQ(got.id, state.id);
  EXPECT_EQ(got.title, "T");
  EXPECT_EQ(got.validators, state.validators);
  EXPECT_EQ(got.body_hash, state.body_hash);
  EXPECT_EQ(got.last_poll, kNow);
  EXPECT_EQ(got.next_poll, state.next_poll);
  EXPECT_EQ(got.failures, 3);
  EXPECT_FALSE(got.gone);
  EXPECT_EQ(got.last_error, "timeout");
}

TEST_P(FeedsConformance, KeepsAllThatAPollNotes) {
  FeedState f = enter_one();
  f.validators = {"\"e\"", "then", "https://b.example/f"};
  f.why = 7;
  f.status = 304;
  f.hints.ttl_minutes = 90;
  f.hints.skip_hours = 5;
  f.hints.skip_days = 65;
  f.hints.update_period = hours(24);
  f.rate = {12.5, 300.25};
  f.listed = 20;
  f.last_full = kNow;
  f.stale_304s = 2;
  f.host_until = kNow + hours(1);
  f.moved_to = "https://c.example/f";
  f.move = {"https://d.example/f", kNow, 2};
  const FeedState g = saved(f);
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
}

TEST_P(FeedsConformance, KeepsWhatADocumentTells) {
  FeedState f = enter_one();
  f.publisher = {"a.example", "burner.example"};
  f.uid = "urn:x";
  f.rights = "ours";
  f.icon = "https://a.example/i.png";
  f.last_read = kNow - hours(1);
  f.left_out = {1, 2, 3, 4};
  const FeedState g = saved(f);
  EXPECT_EQ(g.publisher, f.publisher);
  EXPECT_EQ(g.uid, "urn:x");
  EXPECT_EQ(g.rights, "ours");
  EXPECT_EQ(g.icon, f.icon);
  EXPECT_EQ(g.last_read, f.last_read);
  EXPECT_EQ(g.left_out.repeated, 1);
  EXPECT_EQ(g.left_out.listed_again, 2);
  EXPECT_EQ(g.left_out.own, 3);
  EXPECT_EQ(g.left_out.forgotten, 4);
}

TEST_P(FeedsConformance, FindsTheIconOfOneFeed) {
  FeedState f = enter_one();
  EXPECT_EQ(database->feeds().icon(f.id), "");
  f.icon = "https://a.example/i.png";
  save(f);
  EXPECT_EQ(database->feeds().icon(f.id), f.icon);
  EXPECT_EQ(database->feeds().icon(FeedId{99}), "");
}

TEST_P(FeedsConformance, KeepsWhatWentWrong) {
  FeedState f = enter_one();
  f.crashes = 2;
  f.gone = true;
  f.last_answer = kNow - hours(2);
  f.failing_since = kNow - hours(1);
  const FeedState g = saved(f);
  EXPECT_EQ(g.failing_since, f.failing_since);
  EXPECT_EQ(g.crashes, 2);
  EXPECT_TRUE(g.gone);
  EXPECT_EQ(g.last_answer, f.last_answer);
}

TEST_P(FeedsConformance, KeepsStatesForTheNextStart) {
  FeedState state = enter_one();
  state.title = "T";
  state.next_poll = kNow;
  save(state);
  reopen();
  EXPECT_EQ(feed_at(kUrl).title, "T");
  EXPECT_EQ(feed_at(kUrl).next_poll, kNow);
}

TEST_P(FeedsConformance, SavesThePollIfNothingElseHasChanged) {
  FeedState feed = enter_one();
  feed.title = "T";
  save(feed);
  feed.last_poll = feed.last_answer = kNow;
  feed.next_poll = kNow + hours(1);
  feed.rate = {1, 2};
  feed.status = 304;
  feed.why = 3;
  const FeedState stored = saved(feed);
  EXPECT_EQ(stored.title, "T");
  EXPECT_EQ(stored.last_poll, kNow);
  EXPECT_EQ(stored.last_answer, kNow);
  EXPECT_EQ(stored.next_poll, kNow + hours(1));
  EXPECT_EQ(stored.rate, feed.rate);
  EXPECT_EQ(stored.status, 304);
  EXPECT_EQ(stored.why, 3);
}

TEST_P(FeedsConformance, SavesWhatChangesAfterSeveralPolls) {
  FeedState feed = enter_one();
  save(feed);
  feed.status = 304;
  save(feed);
  feed.failures = 1;
  EXPECT_EQ(saved(feed).failures, 1);
  feed.failures = 0;
  EXPECT_EQ(saved(feed).failures, 0);
}

TEST_P(FeedsConformance, SavesOneFeedAlone) {
  const auto states = enter_all({kUrl, "https://b.example/"});
  FeedState feed = states[0];
  feed.title = "T";
  save(feed);
  EXPECT_EQ(feed_at("https://b.example/").title, "");
}

TEST_P(FeedsConformance, ANewFeedIsDueAtOnce) {
  enter_one();
  EXPECT_EQ(urls_of(database->feeds().due()), std::vector<std::string>({kUrl}));
}

TEST_P(FeedsConformance, AFeedWithATimeForItsNextPollIsNotDueAtOnce) {
  FeedState feed = enter_one();
  feed.next_poll = kNow - hours(5);
  save(feed);
  EXPECT_EQ(database->feeds().due().size(), 0u);
}

TEST_P(FeedsConformance, AFeedThatIsGoneIsNotDue) {
  FeedState feed = enter_one();
  feed.gone = true;
  save(feed);
  EXPECT_EQ(database->feeds().due().size(), 0u);
}

TEST_P(FeedsConformance, KnowsTheFeedsWithoutAPublisher) {
  add_feed("https://known.example/", {"known.example", ""});
  add_feed("https://claimed.example/", {"claimed.example", "burner.example"});
  enter_one();
  EXPECT_EQ(urls_of(database->feeds().without_publisher()), std::vector<std::string>({kUrl}));
}

TEST_P(FeedsConformance, KeepsASubscription) {
  Subscription s = subscription(enter_one().id, "t");
  s.last_push = kNow - hours(3);
  save(s);
  const auto all = database->feeds().subscriptions();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].feed, s.feed);
  EXPECT_EQ(all[0].hub, s.hub);
  EXPECT_EQ(all[0].topic, s.topic);
  EXPECT_EQ(all[0].token, "t");
  EXPECT_EQ(all[0].secret, "s");
  EXPECT_EQ(all[0].state, SubscriptionState::kActive);
  EXPECT_EQ(all[0].lease_until, s.lease_until);
  EXPECT_EQ(all[0].next_try, std::nullopt);
  EXPECT_EQ(all[0].failures, 1);
  EXPECT_EQ(all[0].last_push, s.last_push);
  EXPECT_EQ(all[0].last_error, "e");
}

TEST_P(FeedsConformance, AFeedHasOneSubscription) {
  Subscription s = subscription(enter_one().id, "t");
  save(s);
  s.failures = 2;
  s.token = "another";
  s.next_try = kNow + hours(1);
  save(s);
  const auto all = database->feeds().subscriptions();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].failures, 2);
  EXPECT_EQ(all[0].token, "another");
  EXPECT_EQ(all[0].next_try, s.next_try);
}

TEST_P(FeedsConformance, EachFeedMayHaveASubscription) {
  const auto states = enter_all({kUrl, "https://b.example/"});
  save(subscription(states[0].id, "t"));
  save(subscription(states[1].id, "u"));
  EXPECT_EQ(database->feeds().subscriptions().size(), 2u);
}

TEST_P(FeedsConformance, StoresTheWholeStateAfterARetryThatWasNoticed) {
  add_feed("https://a.example/f", {"a.example", ""});
  FeedState state = feed_at("https://a.example/f");
  state.failures = 1;
  state.gone = true;
  save(state);
  database->was_changed_elsewhere();
  ASSERT_TRUE(place->retry_feed(state.url));
  ASSERT_TRUE(database->was_changed_elsewhere());
  save(state);
  EXPECT_TRUE(feed_at(state.url).gone);
  EXPECT_EQ(feed_at(state.url).failures, 1);
}

INSTANTIATE_TEST_SUITE_P(Stores, FeedsConformance, testing::ValuesIn(stores()), name_of);

}  // namespace
}  // namespace wirefold::store
