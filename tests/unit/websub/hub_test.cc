#include "wirefold/websub/hub.h"

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
using Planned = test::RecordingSender::Planned;

const Timestamp kStart{std::chrono::seconds(1'700'000'000)};
const std::string kBase = "https://news.example/wire";

/// The arguments with which `verification` asks a callback.
HubRequest read_verification(const Planned& verification) {
  const std::string& url = verification.request.url;
  return read_hub_request(read_form(std::string_view(url).substr(url.find('?') + 1)));
}

fetch::Response answer_to(const Planned& sent, int status, std::string body = {}) {
  fetch::Response out;
  out.request = sent.request;
  out.status = status;
  out.body = std::move(body);
  if (status / 100 != 2) {
    out.error = Error{Errc::kHttpStatus, "the server answered " + std::to_string(status)};
  }
  return out;
}

class HubTest : public testing::Test {
 protected:
  HubTest() {
    config.serve.base_url = kBase;
    load();
  }

  void load() {
    test::change(store, [&](auto& tx) { hub->load(config, kBase, tx.subscribers()); });
  }
  void ask(const SubscriptionRequest& wanted) {
    test::change(store, [&](auto& tx) { hub->asked(wanted, tx.subscribers()); });
  }
  void answer(const fetch::Response& response) {
    test::change(store, [&](auto& tx) { hub->answered(response, tx.subscribers()); });
  }
  void tell(const TopicChanged& topic) {
    test::change(store, [&](auto& tx) { hub->changed(topic, tx.subscribers()); });
  }
  void save(Subscriber subscriber) {
    test::change(store, [&](auto& tx) { tx.subscribers().save(subscriber); });
  }

  /// Starts the hub again over what the store holds.
  void restart() {
    sender.drop_sends();
    hub = std::make_unique<Hub>(store.subscribers(), sender, [this] { return now; });
    load();
  }

  static SubscriptionRequest request(const std::string& callback,
                                     const std::string& topic = "/feed.atom") {
    SubscriptionRequest out;
    out.subscriber.callback = callback;
    out.subscriber.topic = topic;
    out.lease = days(10);
    return out;
  }

  /// Lets the only planned request go out.
  Planned send() {
    EXPECT_EQ(sender.sends.size(), 1u);
    return sender.take_send().value_or(Planned());
  }

  /// Asks for `wanted`, and lets the callback confirm it.
  void confirm(const SubscriptionRequest& wanted) {
    ask(wanted);
    const Planned verification = std::prev(sender.sends.end())->second;
    sender.drop_send(verification.request.tag.number);
    answer(answer_to(verification, 200, read_verification(verification).challenge));
  }

  void unsubscribe(const std::string& callback) {
    SubscriptionRequest wanted = request(callback);
    wanted.subscribes = false;
    confirm(wanted);
  }

  void change(const std::string& etag, const std::string& topic = "/feed.atom") {
    tell({topic, etag});
  }

  /// The subscriber takes the document `etag`, or refuses it.
  void end(Planned delivery, const std::string& etag, int status = 200) {
    delivery.request.tag.text = etag;
    answer(answer_to(delivery, status));
  }

  /// The stored subscriber; fails if it is not the only one.
  Subscriber stored() {
    const auto all = store.subscribers().all();
    EXPECT_EQ(all.size(), 1u);
    return all.empty() ? Subscriber() : all.front();
  }

  Timestamp now = kStart;
  const std::unique_ptr<store::Database> database = test::open_database(":memory:", kStart);
  store::Database& store = *database;
  test::RecordingSender sender;
  config::Config config;
  std::unique_ptr<Hub> hub =
      std::make_unique<Hub>(store.subscribers(), sender, [this] { return now; });
};

TEST_F(HubTest, SubscribesACallbackThatReturnsTheChallenge) {
  SubscriptionRequest wanted = request("https://a.example/cb?x=1", "/feed.atom?lang=id");
  wanted.subscriber.secret = "geheim";
  ask(wanted);
  EXPECT_TRUE(store.subscribers().all().empty()) << "it is not verified yet";
  const Planned verification = send();
  EXPECT_EQ(verification.when, now);
  EXPECT_TRUE(has_purpose(verification.request, Purpose::kVerification));
  EXPECT_TRUE(verification.request.url.starts_with("https://a.example/cb?x=1&hub.mode=subscribe"));
  const HubRequest asked = read_verification(verification);
  EXPECT_EQ(asked.topic, kBase + "/feed.atom?lang=id");
  EXPECT_EQ(asked.lease, days(10));
  EXPECT_EQ(asked.challenge.size(), 64u);
  now += 3s;
  answer(answer_to(verification, 204, asked.challenge + "\r\n"));
  EXPECT_EQ(stored().callback, "https://a.example/cb?x=1");
  EXPECT_EQ(stored().secret, "geheim");
  EXPECT_EQ(stored().lease_until, now + days(10));
  EXPECT_EQ(hub->topics(), std::set<std::string>{"/feed.atom?lang=id"});
}

TEST_F(HubTest, SubscribesNobodyWithoutTheChallenge) {
  ask(request("https://a.example/cb"));
  ask(request("https://b.example/cb"));
  const Planned first = *sender.take_send();
  const std::string of_another = read_verification(sender.sends.begin()->second).challenge;
  answer(answer_to(first, 200, of_another));
  const Planned second = send();
  answer(answer_to(second, 404, of_another));
  answer(answer_to(second, 200, of_another));  // a verification is answered once
  EXPECT_TRUE(store.subscribers().all().empty());
  EXPECT_TRUE(hub->topics().empty());
}

TEST_F(HubTest, KeepsTheQuotaPlaceUntilTheVerificationEnds) {
  for (const int status : {200, 500}) {
    SubscriptionRequest wanted = request("https://a.example/cb");
    wanted.place = hub->quota().admit(wanted.subscriber, true, std::nullopt).place;
    const std::weak_ptr<const void> place = wanted.place;
    ask(wanted);
    wanted = {};
    const Planned verification = send();
    EXPECT_FALSE(place.expired()) << status;
    answer(answer_to(verification, status, read_verification(verification).challenge));
    EXPECT_TRUE(place.expired()) << status;
  }
}

TEST_F(HubTest, CountsASubscriberUntilItLeaves) {
  const auto admit = [this] {
    return hub->quota().admit(request("https://a.example/", "/feed.rss?q=x").subscriber, true, {});
  };
  for (int i = 0; i < 5; ++i) {
    confirm(request("https://a.example/", "/feed.atom?q=" + std::to_string(i)));
  }
  EXPECT_EQ(admit().reason, "too many different filters");
  change("\"1\"", "/feed.atom?q=3");
  end(send(), "\"1\"", 410);
  EXPECT_EQ(admit().reason, "") << "one is gone";
  confirm(request("https://a.example/", "/feed.atom?q=5"));
  EXPECT_EQ(admit().reason, "too many different filters");
  config.websub.hub = "none";
  load();
  EXPECT_EQ(admit().reason, "") << "a closed hub counts nobody";
}

TEST_F(HubTest, DeliversAChangeToTheSubscribersOfItsTopic) {
  SubscriptionRequest wanted = request("https://a.example/cb");
  wanted.subscriber.secret = "geheim";
  confirm(wanted);
  confirm(request("https://b.example/cb", "/feed.rss"));
  now += 1h;
  change("\"1\"");
  const Planned delivery = send();
  EXPECT_TRUE(has_purpose(delivery.request, Purpose::kDelivery));
  EXPECT_EQ(delivery.request.url, "https://a.example/cb");
  EXPECT_EQ(delivery.topic, "/feed.atom");
  EXPECT_EQ(delivery.secret, "geheim");
  EXPECT_EQ(delivery.when, now);
  end(delivery, "\"1\"");
  change("\"1\"");
  EXPECT_TRUE(sender.sends.empty()) << "it has this document";
}

TEST_F(HubTest, ChangesDuringADeliveryMakeOneFurtherDelivery) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  const Planned first = send();
  change("\"2\"");
  change("\"3\"");
  EXPECT_TRUE(sender.sends.empty()) << "one at a time";
  end(first, "\"1\"");
  const Planned second = send();
  change("\"4\"");
  end(second, "\"4\"");
  EXPECT_TRUE(sender.sends.empty()) << "the document was read after its last change";
  EXPECT_EQ(stored().delivered, "\"4\"");
}

TEST_F(HubTest, PausesGrowToAnHourAndAnAcceptedDeliveryEndsThem) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  std::vector<std::chrono::seconds> pauses;
  for (int i = 0; i < 11; ++i) {
    end(send(), "\"1\"", 500);
    ASSERT_EQ(sender.sends.size(), 1u) << i;
    pauses.push_back(sender.sends.begin()->second.when - now);
  }
  EXPECT_EQ(pauses, (std::vector<std::chrono::seconds>{10s, 20s, 40s, 80s, 160s, 320s, 640s, 1280s,
                                                       2560s, 1h, 1h}));
  EXPECT_EQ(stored().failures, 11);
  end(send(), "\"1\"");
  EXPECT_EQ(stored().failures, 0);
  change("\"2\"");
  end(send(), "\"2\"", 500);
  EXPECT_EQ(send().when, now + 10s);
}

TEST_F(HubTest, AChangeDuringAPauseKeepsThePause) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  end(send(), "\"1\"", 500);
  change("\"2\"");
  EXPECT_EQ(send().when, now + 10s);
}

TEST_F(HubTest, ForgetsASubscriberThatAnswers410) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  end(send(), "\"1\"", 410);
  EXPECT_TRUE(store.subscribers().all().empty());
  EXPECT_TRUE(hub->topics().empty());
  change("\"2\"");
  EXPECT_TRUE(sender.sends.empty());
}

TEST_F(HubTest, ALeaseThatEndsEndsTheSubscription) {
  confirm(request("https://failing.example/cb"));
  change("\"1\"");
  const Planned delivery = send();
  confirm(request("https://other.example/cb", "/feed.rss"));
  now += days(10) - 1s;
  end(delivery, "\"1\"", 500);
  const Planned retry = send();
  EXPECT_EQ(store.subscribers().all().size(), 2u) << "a second is left";
  now += 1s;
  end(retry, "\"1\"", 500);
  EXPECT_TRUE(sender.sends.empty()) << "it is not tried again after its lease";
  EXPECT_EQ(hub->topics(), std::set<std::string>{"/feed.rss"});
  change("\"1\"", "/feed.rss");
  EXPECT_TRUE(sender.sends.empty());
  EXPECT_TRUE(store.subscribers().all().empty());
}

TEST_F(HubTest, ARenewalExtendsTheLeaseAndKeepsWhatWasDelivered) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  end(send(), "\"1\"");
  const std::int64_t id = stored().id;
  now += days(9);
  confirm(request("https://a.example/cb"));
  EXPECT_EQ(stored().id, id);
  EXPECT_EQ(stored().lease_until, now + days(10));
  EXPECT_EQ(stored().delivered, "\"1\"");
  change("\"1\"");
  EXPECT_TRUE(sender.sends.empty());
}

TEST_F(HubTest, ARenewalWithANewSecretReplacesADeliveryWithTheOldOne) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  end(send(), "\"1\"", 500);
  const std::uint64_t planned = sender.sends.begin()->first;
  SubscriptionRequest wanted = request("https://a.example/cb");
  wanted.subscriber.secret = "new";
  confirm(wanted);
  EXPECT_FALSE(sender.sends.contains(planned));
  const Planned in_flight = send();
  EXPECT_EQ(in_flight.secret, "new");
  EXPECT_EQ(in_flight.when, now);
  wanted.subscriber.secret = "newest";
  confirm(wanted);
  end(in_flight, "\"1\"");
  EXPECT_EQ(stored().delivered, "") << "it was signed with an older secret";
  EXPECT_EQ(send().secret, "newest");
}

TEST_F(HubTest, UnsubscribesACallbackThatConfirmsIt) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  SubscriptionRequest wanted = request("https://a.example/cb");
  wanted.subscribes = false;
  ask(wanted);
  const Planned unconfirmed = std::prev(sender.sends.end())->second;
  EXPECT_EQ(read_verification(unconfirmed).mode, "unsubscribe");
  answer(answer_to(unconfirmed, 404));
  EXPECT_EQ(store.subscribers().all().size(), 1u) << "it did not want this";
  sender.drop_send(unconfirmed.request.tag.number);
  ASSERT_EQ(sender.sends.size(), 1u);
  unsubscribe("https://a.example/cb");
  EXPECT_TRUE(store.subscribers().all().empty());
  EXPECT_TRUE(hub->topics().empty());
  EXPECT_TRUE(sender.sends.empty()) << "its delivery is dropped";
}

TEST_F(HubTest, IgnoresTheAnswerOfASubscriberThatHasLeft) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  const Planned delivery = send();
  unsubscribe("https://a.example/cb");
  unsubscribe("https://a.example/cb");  // not subscribed any more
  end(delivery, "\"1\"", 500);
  EXPECT_TRUE(store.subscribers().all().empty());
  EXPECT_TRUE(sender.sends.empty());
}

TEST_F(HubTest, ARestartDeliversOnlyWhatHasChanged) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  end(send(), "\"1\"");
  restart();
  EXPECT_EQ(hub->topics(), std::set<std::string>{"/feed.atom"});
  change("\"1\"");
  EXPECT_TRUE(sender.sends.empty());
  restart();
  change("\"2\"");
  EXPECT_EQ(send().request.url, "https://a.example/cb");
}

TEST_F(HubTest, AReloadKeepsDeliveriesInFlight) {
  confirm(request("https://a.example/cb"));
  change("\"1\"");
  const Planned delivery = send();
  load();
  change("\"2\"");
  EXPECT_TRUE(sender.sends.empty()) << "one at a time";
  end(delivery, "\"1\"");
  EXPECT_EQ(stored().delivered, "\"1\"");
  EXPECT_EQ(sender.sends.size(), 1u);
}

TEST_F(HubTest, StoredTopicsAreBroughtInOrder) {
  const auto add = [this](const std::string& topic) {
    Subscriber s = request("https://a.example/cb", topic).subscriber;
    s.lease_until = now + days(1);
    save(s);
  };
  add("/feed.atom?limit=5");
  add("/withdrawn");
  restart();
  EXPECT_EQ(stored().topic, "/feed.atom");
  EXPECT_EQ(hub->topics(), std::set<std::string>{"/feed.atom"});
}

TEST_F(HubTest, RefusesStoredSubscribersBeyondTheQuota) {
  for (int i = 0; i < 6; ++i) {
    Subscriber s = request("https://a.example/cb", "/feed.atom?q=" + std::to_string(i)).subscriber;
    s.lease_until = now + days(1);
    save(s);
  }
  restart();
  EXPECT_EQ(store.subscribers().all().size(), HubQuota::kMostFiltersOfDomain);
  EXPECT_FALSE(hub->topics().contains("/feed.atom?q=5"));
}

TEST_F(HubTest, AClosedHubSendsNothingAndKeepsItsSubscribers) {
  confirm(request("https://a.example/cb"));
  ask(request("https://b.example/cb"));
  const Planned verification = send();
  change("\"1\"");
  config.websub.hub = "none";
  load();
  EXPECT_TRUE(sender.sends.empty());
  EXPECT_TRUE(hub->topics().empty());
  ask(request("https://c.example/cb"));
  answer(answer_to(verification, 200, read_verification(verification).challenge));
  EXPECT_TRUE(sender.sends.empty());
  EXPECT_EQ(stored().callback, "https://a.example/cb");
  config.websub.hub = "own";
  load();
  change("\"2\"");
  EXPECT_EQ(send().request.url, "https://a.example/cb") << "it is open again";
}

TEST_F(HubTest, AnotherHubIsNotifiedOfChangesAfterTheStart) {
  config.websub.hub = "https://hub.example/publish";
  load();
  EXPECT_EQ(hub->topics(), (std::set<std::string>{"/feed.atom", "/feed.json", "/feed.rss"}));
  change("\"1\"");
  change("\"1\"", "/feed.rss");
  EXPECT_TRUE(sender.sends.empty()) << "these are the documents at the start";
  change("\"2\"", "/feed.rss");
  const Planned ping = send();
  EXPECT_TRUE(has_purpose(ping.request, Purpose::kPing));
  EXPECT_EQ(ping.request.url, "https://hub.example/publish");
  EXPECT_EQ(*ping.request.body,
            "hub.mode=publish&hub.url=https%3A%2F%2Fnews.example%2Fwire%2Ffeed.rss"
            "&hub.topic=https%3A%2F%2Fnews.example%2Fwire%2Ffeed.rss");
  answer(answer_to(ping, 500));
  EXPECT_TRUE(sender.sends.empty()) << "the failure is only logged";
}

}  // namespace
}  // namespace wirefold::websub
