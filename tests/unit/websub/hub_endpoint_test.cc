#include "wirefold/websub/hub_endpoint.h"

#include <gtest/gtest.h>

#include <vector>

#include "wirefold/base/percent.h"

namespace wirefold::websub {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const std::string kBase = "https://news.example/wire";

/// The form of a subscription request.
struct Form {
  std::string mode = "subscribe";
  std::string callback = "https://reader.example/cb";
  std::string topic = kBase + "/feed.atom";
  std::string more;

  std::string text() const {
    return "hub.mode=" + mode + "&hub.callback=" + escaped(callback) +
           "&hub.topic=" + escaped(topic) + more;
  }
};

class HubEndpointTest : public testing::Test {
 protected:
  HubEndpointTest() {
    endpoint.set_quota(quota);
    endpoint.open(kBase);
  }

  serve::Reply ask(const Form& form, const std::string& client = "192.0.2.1") {
    serve::Request request;
    request.method = "POST";
    request.path = kHubPath;
    request.body = form.text();
    request.client = parse_ip(client);
    return endpoint.take(std::move(request));
  }

  /// The message of a request that is accepted.
  SubscriptionRequest accepted(const Form& form) {
    now += 1h;  // the quota limits the rate of requests
    messages.clear();
    const serve::Reply reply = ask(form);
    EXPECT_EQ(reply.status, 202) << form.text() << ": " << reply.body;
    EXPECT_EQ(reply.body, "the request will be verified\n");
    if (messages.size() != 1) return {};
    return std::get<SubscriptionRequest>(messages.front());
  }

  Timestamp now{std::chrono::seconds(1'700'000'000)};
  bool has_room = true;
  std::vector<Message> messages;
  HubQuota quota{[this] { return now; }};
  HubEndpoint endpoint{[this](Message message) {
    if (has_room) messages.push_back(std::move(message));
    return has_room;
  }};
};

TEST(TopicTarget, NamesOurFeedsAndNothingElse) {
  const auto key = [](std::string_view topic) {
    const auto target = topic_target(topic);
    return target ? target->key() : std::string();
  };
  EXPECT_EQ(key("/feed.atom"), "/feed.atom");
  EXPECT_EQ(key("/feed.rss?q=fire&lang=id"), "/feed.rss?lang=id&q=fire");
  EXPECT_EQ(key("/feed.json?limit=7"), "/feed.json") << "every subscriber gets as many entries";
  for (const char* other : {"", "/", "/feeds", "/story/7.atom", "/api/v1/stories",
                            "/feed.atom?before=7", "/feed.atom?min_outlets=x"}) {
    EXPECT_EQ(key(other), "") << other;
  }
}

TEST_F(HubEndpointTest, PassesOnARequestForAFeed) {
  Form form;
  form.topic = kBase + "/feed.atom?lang=id&limit=3";
  form.callback = "HTTPS://Reader.Example:443/cb?x=1";
  form.more = "&hub.secret=geheim";
  SubscriptionRequest wanted = accepted(form);
  EXPECT_TRUE(wanted.subscribes);
  EXPECT_EQ(wanted.subscriber.topic, "/feed.atom?lang=id");
  EXPECT_EQ(wanted.subscriber.callback, "https://reader.example/cb?x=1");
  EXPECT_EQ(wanted.subscriber.secret, "geheim");
  EXPECT_NE(wanted.place, nullptr);
  form.mode = "unsubscribe";
  EXPECT_FALSE(accepted(form).subscribes);
}

TEST_F(HubEndpointTest, ClampsTheLease) {
  const std::vector<std::pair<std::string, std::chrono::seconds>> leases = {
      {"", days(10)},    {"soon", days(10)},    {"-1", days(10)},     {"1", 1h},
      {"3601", 1h + 1s}, {"2592000", days(30)}, {"2592001", days(30)}};
  for (const auto& [said, lease] : leases) {
    Form form;
    form.more = "&hub.lease_seconds=" + said;
    EXPECT_EQ(accepted(form).lease, lease) << said;
  }
  EXPECT_EQ(accepted({}).lease, days(10)) << "none is said";
}

TEST_F(HubEndpointTest, SaysWhatIsWrongWithARequest) {
  const std::string url = "https://reader.example/";
  const std::string bad_mode = "hub.mode: not \"subscribe\" or \"unsubscribe\"\n";
  const std::string bad_callback =
      "hub.callback: not a plain http: or https: URL of at most 2000 bytes\n";
  const std::string bad_topic = "hub.topic: not a feed of this hub\n";
  const Form good;
  const std::vector<std::pair<Form, std::string>> rows = {
      {{"", url, good.topic, ""}, bad_mode},
      {{"publish", url, good.topic, ""}, bad_mode},
      {{"subscribe", "", good.topic, ""}, bad_callback},
      {{"subscribe", "ftp://reader.example/", good.topic, ""}, bad_callback},
      {{"subscribe", "https://me:pw@reader.example/", good.topic, ""}, bad_callback},
      {{"subscribe", "https://reader.example\\@evil.example/", good.topic, ""}, bad_callback},
      {{"subscribe", url + std::string(2001 - url.size(), 'a'), good.topic, ""}, bad_callback},
      {{"subscribe", url, good.topic, "&hub.secret=" + std::string(200, 's')},
       "hub.secret: must be shorter than 200 bytes\n"},
      {{"subscribe", url, "", ""}, bad_topic},
      {{"subscribe", url, "https://other.example/wire/feed.atom", ""}, bad_topic},
      {{"subscribe", url, kBase + "/story/7.atom", ""}, bad_topic}};
  for (const auto& [form, text] : rows) {
    const serve::Reply reply = ask(form);
    EXPECT_EQ(reply.status, 400) << form.text();
    EXPECT_EQ(reply.body, text) << form.text();
  }
  EXPECT_TRUE(messages.empty());
  const std::string longest = url + std::string(2000 - url.size(), 'a');
  const Form limits{"subscribe", longest, good.topic, "&hub.secret=" + std::string(199, 's')};
  EXPECT_EQ(accepted(limits).subscriber.callback, longest);
}

TEST_F(HubEndpointTest, SaysThatItIsAHub) {
  serve::Request request;
  request.method = "GET";
  const serve::Reply reply = endpoint.take(std::move(request));
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.body, "this is a WebSub hub: send a subscription request with POST\n");
  EXPECT_TRUE(endpoint.expects(kHubPath));
}

TEST_F(HubEndpointTest, AClosedHubAnswers404) {
  endpoint.open("");
  const serve::Reply reply = ask({});
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.body, "this server has no hub\n");
  endpoint.open("https://moved.example");
  EXPECT_EQ(ask({}).status, 400) << "its feeds have other URLs";
  EXPECT_EQ(
      ask({"subscribe", "https://reader.example/", "https://moved.example/feed.atom", ""}).status,
      202);
}

TEST_F(HubEndpointTest, TheQuotaCountsTheClientsNetwork) {
  for (std::size_t i = 0; i < HubQuota::kMostWaitingPerSource; ++i) {
    Form form;
    form.callback = "https://r" + std::to_string(i) + ".example/";
    EXPECT_EQ(ask(form, "192.0.2." + std::to_string(i)).status, 202) << i;
  }
  const serve::Reply reply = ask({}, "192.0.2.99");
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.body, "too many requests of one network or domain wait for verification\n");
  EXPECT_EQ(reply.retry_after, 60s);
  EXPECT_EQ(ask({}, "198.51.100.1").status, 202) << "another network";
  messages.clear();
  EXPECT_EQ(ask({}, "192.0.2.99").status, 202) << "the messages hold the places";
}

TEST_F(HubEndpointTest, ARequestThatFindsNoRoomTakesNoPlace) {
  has_room = false;
  for (std::size_t i = 0; i <= HubQuota::kMostWaitingOfSubscriber; ++i) {
    const serve::Reply reply = ask({});
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.body, "busy\n") << i;
    EXPECT_EQ(reply.retry_after, 10s);
  }
}

}  // namespace
}  // namespace wirefold::websub
