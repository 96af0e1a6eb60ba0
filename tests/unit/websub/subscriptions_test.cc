#include "wirefold/websub/subscriptions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/database.h"
#include "support/recording_sender.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/requests.h"

namespace wirefold::websub {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const Timestamp kStart{std::chrono::seconds(1'700'000'000)};
const std::string kHub = "https://hub.example/";
const std::string kTopic = "https://paper.example/feed";

class SubscriptionsTest : public testing::Test {
 protected:
  SubscriptionsTest() {
    config.serve.base_url = "https://news.example";
    source.url = kTopic;
    id = test::enter(store, kTopic).id;
    load();
  }

  void load() { ours->load(config, {{id, &source}}); }

  void note(const FeedSource& from, FeedId feed, const std::string& hub, const std::string& topic) {
    test::change(store, [&](auto& tx) { ours->note_hub(from, feed, hub, topic, tx.feeds()); });
  }
  void answer(const fetch::Response& response) {
    test::change(store, [&](auto& tx) { ours->answered(response, tx.feeds()); });
  }
  bool verified(const HubVerification& verification) {
    return test::change(store, [&](auto& tx) { return ours->verified(verification, tx.feeds()); });
  }
  void pushed(FeedId feed) {
    test::change(store, [&](auto& tx) { ours->pushed(feed, tx.feeds()); });
  }
  void polled(FeedId feed, std::size_t fresh) {
    test::change(store, [&](auto& tx) { ours->polled(feed, fresh, tx.feeds()); });
  }

  /// Starts again over what the store holds.
  void restart() {
    sender.hub_requests.clear();
    ours =
        std::make_unique<Subscriptions>(store.feeds(), sender, callbacks, [this] { return now; });
    load();
  }

  void note_hub(const std::string& hub = kHub, const std::string& topic = kTopic) {
    note(source, id, hub, topic);
  }

  /// When the hub is asked next; nullopt if never.
  std::optional<Timestamp> asked_at() const {
    const auto it = sender.hub_requests.find(id);
    return it == sender.hub_requests.end() ? std::nullopt : std::optional(it->second.when);
  }

  /// Moves the clock to the planned request to the hub, which is answered with `status`.
  void ask_hub(int status) {
    fetch::Response response;
    response.request = sender.hub_requests.at(id).request;
    now = std::max(now, sender.hub_requests.at(id).when);
    response.status = status;
    if (status / 100 != 2) {
      response.error = Error{Errc::kHttpStatus, "the server answered " + std::to_string(status)};
    }
    answer(response);
  }

  /// Status of the answer to a hub that verifies the subscription.
  int try_verification() {
    serve::Request request;
    request.method = "GET";
    request.path = kCallbackPath + ours->find(id)->token;
    request.arguments = {{"hub.mode", "subscribe"},
                         {"hub.topic", ours->find(id)->topic},
                         {"hub.challenge", "c"},
                         {"hub.lease_seconds", "864000"}};
    return callbacks.take(std::move(request)).status;
  }

  void verify(std::chrono::seconds lease = days(10)) {
    EXPECT_TRUE(verified({id, true, lease, {}}));
  }

  void subscribe() {
    note_hub();
    verify();
  }

  /// The stored subscription; fails if it is not the only one.
  Subscription stored() {
    const auto all = store.feeds().subscriptions();
    EXPECT_EQ(all.size(), 1u);
    return all.empty() ? Subscription() : all.front();
  }

  Timestamp now = kStart;
  FeedId id{};
  const std::unique_ptr<store::Database> database = test::open_database(":memory:", kStart);
  store::Database& store = *database;
  test::RecordingSender sender;
  CallbackEndpoint callbacks{[](const Message&) { return true; }, [this] { return now; }};
  config::Config config;
  FeedSource source;
  std::unique_ptr<Subscriptions> ours =
      std::make_unique<Subscriptions>(store.feeds(), sender, callbacks, [this] { return now; });
};

TEST_F(SubscriptionsTest, ANewHubIsAskedAtOnce) {
  config.websub.lease = days(3);
  load();
  note_hub();
  ASSERT_EQ(asked_at(), now);
  const fetch::Request& request = sender.hub_requests.at(id).request;
  EXPECT_TRUE(has_purpose(request, Purpose::kSubscription));
  EXPECT_EQ(request.url, kHub);
  const HubRequest form = read_hub_request(read_form(*request.body));
  EXPECT_EQ(form.mode, "subscribe");
  EXPECT_EQ(form.topic, kTopic);
  EXPECT_EQ(form.lease, days(3));
  EXPECT_EQ(form.callback, "https://news.example/websub/" + stored().token);
  EXPECT_EQ(form.secret, stored().secret);
  EXPECT_EQ(stored().token.size(), 64u);
  EXPECT_EQ(stored().secret.size(), 64u);
  EXPECT_NE(stored().secret, stored().token) << "the token is no secret";
  EXPECT_EQ(stored().state, SubscriptionState::kAsked);
  EXPECT_EQ(try_verification(), 200);
  EXPECT_FALSE(ours->is_active(id));
}

TEST_F(SubscriptionsTest, AHubThatIsKnownIsNotAskedAgain) {
  subscribe();
  const Subscription before = stored();
  now += 1h;
  note_hub();
  EXPECT_EQ(stored().token, before.token);
  EXPECT_EQ(asked_at(), before.next_try);
}

TEST_F(SubscriptionsTest, AnotherHubOrTopicGetsItsOwnTokenAndSecret) {
  subscribe();
  Subscription before = stored();
  for (const auto& [hub, topic] :
       {std::pair(std::string("https://other.example/"), kTopic),
        std::pair(std::string("https://other.example/"), kTopic + "2")}) {
    note_hub(hub, topic);
    EXPECT_EQ(asked_at(), now) << topic;
    EXPECT_EQ(sender.hub_requests.at(id).request.url, hub);
    EXPECT_NE(stored().token, before.token) << topic;
    EXPECT_NE(stored().secret, before.secret) << topic;
    EXPECT_FALSE(callbacks.expects(kCallbackPath + before.token)) << topic;
    EXPECT_TRUE(callbacks.expects(kCallbackPath + stored().token)) << topic;
    EXPECT_FALSE(ours->is_active(id)) << topic;
    before = stored();
  }
}

TEST_F(SubscriptionsTest, OnlyAHubThatCanBeAskedIsAsked) {
  note_hub("mailto:hub@hub.example");
  note_hub(kHub, "tag:paper.example,2023:feed");
  source.websub = false;
  note_hub();
  source.websub = true;
  source.url = "file:///feed.xml";
  note_hub();
  source.url = kTopic;
  config.websub.subscribe = "off";
  load();
  note_hub();
  config.websub.subscribe = "on";
  config.serve.base_url = "";
  load();
  note_hub();
  EXPECT_EQ(asked_at(), std::nullopt);
  EXPECT_EQ(ours->find(id), nullptr);
  EXPECT_TRUE(store.feeds().subscriptions().empty());
}

TEST_F(SubscriptionsTest, TheHubGetsTheFeedsProxyAndNoCredentials) {
  FeedAccess access;
  access.user = "user";
  access.password = "pw";
  access.proxy = "http://proxy.example:3128";
  source.access = std::make_shared<const FeedAccess>(access);
  note_hub();
  for (const bool after_restart : {false, true}) {
    if (after_restart) restart();
    ASSERT_EQ(sender.hub_requests.count(id), 1u) << after_restart;
    const fetch::Request& request = sender.hub_requests.at(id).request;
    ASSERT_NE(request.access, nullptr) << after_restart;
    EXPECT_EQ(request.access->proxy, "http://proxy.example:3128") << after_restart;
    EXPECT_EQ(request.access->user, "") << after_restart;
  }
}

TEST_F(SubscriptionsTest, ALeaseIsRenewedWhenATenthOfItIsLeft) {
  subscribe();
  EXPECT_EQ(stored().lease_until, kStart + days(10));
  EXPECT_EQ(asked_at(), kStart + days(9));
  EXPECT_EQ(try_verification(), 404) << "no renewal was requested yet";
  ask_hub(202);
  EXPECT_EQ(now, kStart + days(9));
  EXPECT_TRUE(ours->is_active(id)) << "the old lease still holds";
  EXPECT_EQ(try_verification(), 200);
  verify();
  EXPECT_EQ(stored().lease_until, kStart + days(19));
  EXPECT_EQ(asked_at(), kStart + days(18));
}

TEST_F(SubscriptionsTest, ARenewalThatFailsLeavesTheLeaseAsItIs) {
  subscribe();
  ask_hub(500);
  EXPECT_EQ(stored().state, SubscriptionState::kActive);
  EXPECT_EQ(asked_at(), now + 1h);
  now = kStart + days(10) - 1s;
  EXPECT_TRUE(ours->is_active(id));
  now += 1s;
  EXPECT_FALSE(ours->is_active(id));
  ask_hub(500);
  EXPECT_EQ(stored().state, SubscriptionState::kRefused);
}

TEST_F(SubscriptionsTest, PausesGrowToAWeekWhileTheHubFails) {
  note_hub();
  std::vector<std::chrono::seconds> pauses;
  for (int i = 0; i < 10; ++i) {
    ask_hub(503);
    pauses.push_back(*asked_at() - now);
  }
  EXPECT_EQ(pauses, (std::vector<std::chrono::seconds>{1h, 2h, 4h, 8h, 16h, 32h, 64h, 128h, days(7),
                                                       days(7)}));
  EXPECT_EQ(stored().state, SubscriptionState::kRefused);
  EXPECT_EQ(stored().failures, 10);
  EXPECT_EQ(stored().last_error, "the server answered 503");
  EXPECT_EQ(try_verification(), 404) << "the hub has not taken the request";
}

TEST_F(SubscriptionsTest, AHubThatTakesTheRequestMayVerifyItAtOnce) {
  note_hub();
  ask_hub(503);
  ask_hub(202);
  EXPECT_EQ(stored().state, SubscriptionState::kAsked);
  EXPECT_EQ(stored().last_error, "");
  EXPECT_EQ(asked_at(), now + 2h) << "the verification may never come";
  EXPECT_EQ(try_verification(), 200);
  verify();
  EXPECT_TRUE(ours->is_active(id));
  EXPECT_EQ(stored().failures, 0);
  EXPECT_EQ(asked_at(), now + days(9));
}

TEST_F(SubscriptionsTest, ADenialEndsTheSubscriptionAndIsTriedAgainLater) {
  subscribe();
  EXPECT_TRUE(verified({id, false, {}, "closed for guests"}));
  EXPECT_FALSE(ours->is_active(id));
  EXPECT_EQ(stored().state, SubscriptionState::kRefused);
  EXPECT_EQ(stored().lease_until, std::nullopt);
  EXPECT_EQ(stored().last_error, "the hub denied the subscription: closed for guests");
  EXPECT_EQ(asked_at(), now + 1h);
  verified({id, false, {}, ""});
  EXPECT_EQ(asked_at(), now + 2h);
}

TEST_F(SubscriptionsTest, AHubThatMissesEntriesIsAskedAnewEachTimeLater) {
  subscribe();
  polled(id, 0);
  EXPECT_TRUE(ours->is_active(id));
  polled(id, 2);
  EXPECT_FALSE(ours->is_active(id));
  EXPECT_EQ(stored().state, SubscriptionState::kRefused);
  EXPECT_EQ(stored().lease_until, std::nullopt);
  EXPECT_EQ(stored().last_error, "the hub did not report entries that a poll found");
  EXPECT_EQ(asked_at(), now + 1h);
  polled(id, 2);
  EXPECT_EQ(asked_at(), now + 1h) << "nothing is expected of it now";
  verify();
  polled(id, 1);
  EXPECT_EQ(asked_at(), now + 2h);
  verify();
  now += 1min;
  pushed(id);
  EXPECT_EQ(stored().last_push, now);
  polled(id, 1);
  EXPECT_EQ(asked_at(), now + 1h) << "it did send entries in between";
  note_hub("https://other.example/");
  verify();
  polled(id, 1);
  EXPECT_EQ(asked_at(), now + 1h) << "another hub has missed none before";
}

TEST_F(SubscriptionsTest, ARestartKeepsASubscriptionAndItsNextTry) {
  subscribe();
  const Subscription before = stored();
  callbacks.forget(id);
  now += days(1);
  restart();
  EXPECT_TRUE(ours->is_active(id));
  EXPECT_EQ(ours->find(id)->token, before.token);
  EXPECT_TRUE(callbacks.expects(kCallbackPath + before.token));
  EXPECT_EQ(asked_at(), kStart + days(9));
  const HubRequest form = read_hub_request(read_form(*sender.hub_requests.at(id).request.body));
  EXPECT_EQ(form.secret, before.secret);
}

TEST_F(SubscriptionsTest, AFeedThatMaySubscribeNoLongerIsForgottenUntilItMay) {
  subscribe();
  const std::string path = kCallbackPath + stored().token;
  const auto is_forgotten = [&] {
    return ours->find(id) == nullptr && !ours->is_active(id) && !callbacks.expects(path) &&
           !asked_at();
  };
  ours->load(config, {});
  EXPECT_TRUE(is_forgotten()) << "it is not on the list";
  load();
  EXPECT_FALSE(is_forgotten());
  source.websub = false;
  load();
  EXPECT_TRUE(is_forgotten()) << "its list says websub = off";
  source.websub = true;
  config.serve.base_url = "";
  load();
  EXPECT_TRUE(is_forgotten()) << "hubs do not reach us";
  config.serve.base_url = "https://news.example";
  load();
  EXPECT_TRUE(ours->is_active(id));
  EXPECT_TRUE(callbacks.expects(path));
}

TEST_F(SubscriptionsTest, WhatComesForAnUnknownFeedIsIgnored) {
  EXPECT_FALSE(verified({id, true, 1h, {}}));
  fetch::Response late;
  late.request.tag.owner = to_int(id);
  answer(late);
  pushed(id);
  polled(id, 1);
  EXPECT_EQ(ours->find(id), nullptr);
  EXPECT_EQ(asked_at(), std::nullopt);
  EXPECT_TRUE(store.feeds().subscriptions().empty());
}

}  // namespace
}  // namespace wirefold::websub
