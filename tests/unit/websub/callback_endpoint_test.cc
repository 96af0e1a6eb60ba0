#include "wirefold/websub/callback_endpoint.h"

#include <gtest/gtest.h>

#include <vector>

#include "wirefold/websub/signature.h"

namespace wirefold::websub {
namespace {

using namespace std::chrono_literals;
using Arguments = std::vector<std::pair<std::string, std::string>>;

const std::string kTopic = "https://paper.example/feed";

Subscription subscription(FeedId feed, const std::string& token, Timestamp next_try) {
  Subscription out;
  out.feed = feed;
  out.topic = kTopic;
  out.token = token;
  out.secret = "geheim";
  out.next_try = next_try;
  return out;
}

Arguments verification(const std::string& mode = "subscribe", const std::string& topic = kTopic) {
  return {{"hub.mode", mode},
          {"hub.topic", topic},
          {"hub.challenge", "ch4llenge"},
          {"hub.lease_seconds", "3600"}};
}

class CallbackEndpointTest : public testing::Test {
 protected:
  CallbackEndpointTest() { callbacks.expect(subscription(FeedId{7}, "t0ken", now)); }

  serve::Reply get(const Arguments& arguments, const std::string& path = "/websub/t0ken") {
    serve::Request request;
    request.method = "GET";
    request.path = path;
    request.arguments = arguments;
    return callbacks.take(std::move(request));
  }

  serve::Reply post(const std::string& signature, const std::string& path = "/websub/t0ken") {
    serve::Request request;
    request.method = "POST";
    request.path = path;
    request.content_type = "application/atom+xml";
    request.signature = signature;
    request.body = "<feed/>";
    return callbacks.take(std::move(request));
  }

  /// The message, a `T`; fails if it is not the only one.
  template <typename T>
  const T& message() const {
    EXPECT_EQ(messages.size(), 1u);
    return std::get<T>(messages.at(0));
  }

  Timestamp now{std::chrono::seconds(1'700'000'000)};
  bool has_room = true;
  std::vector<Message> messages;
  CallbackEndpoint callbacks{[this](Message message) {
                               if (has_room) messages.push_back(std::move(message));
                               return has_room;
                             },
                             [this] { return now; }};
};

TEST_F(CallbackEndpointTest, AnUnknownTokenLearnsNothing) {
  EXPECT_TRUE(callbacks.expects("/websub/t0ken"));
  for (const char* path : {"/websub/", "/websub/t0ke", "/websub/t0ken/", "/websub/T0KEN"}) {
    EXPECT_FALSE(callbacks.expects(path)) << path;
    for (const serve::Reply& reply :
         {get(verification(), path), post(signature("geheim", "<feed/>"), path)}) {
      EXPECT_EQ(reply.status, 404) << path;
      EXPECT_EQ(reply.body, "no such subscription\n") << path;
    }
  }
  EXPECT_TRUE(messages.empty());
}

TEST_F(CallbackEndpointTest, ConfirmsAVerificationOfARequestedSubscription) {
  const serve::Reply reply = get(verification());
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "ch4llenge");
  EXPECT_EQ(message<HubVerification>().feed, FeedId{7});
  EXPECT_TRUE(message<HubVerification>().granted);
  EXPECT_EQ(message<HubVerification>().lease, 1h);
}

TEST_F(CallbackEndpointTest, ConfirmsNothingThatWasNotRequested) {
  const auto without = [](const std::string& name) {
    Arguments out = verification();
    std::erase_if(out, [&name](const auto& argument) { return argument.first == name; });
    return out;
  };
  for (const Arguments& arguments :
       {verification("unsubscribe"), verification("publish"), without("hub.mode"),
        without("hub.challenge"), without("hub.lease_seconds")}) {
    const serve::Reply reply = get(arguments);
    EXPECT_EQ(reply.status, 404) << testing::PrintToString(arguments);
    EXPECT_EQ(reply.body, "this subscription was not requested\n");
  }
  for (const char* mode : {"subscribe", "denied"}) {
    const serve::Reply reply = get(verification(mode, "https://paper.example/other"));
    EXPECT_EQ(reply.status, 404) << mode;
    EXPECT_EQ(reply.body, "no such topic\n") << mode;
  }
  EXPECT_TRUE(messages.empty());
}

TEST_F(CallbackEndpointTest, ConfirmsFromTheNextTryOn) {
  callbacks.expect(subscription(FeedId{7}, "t0ken", now + 1h));
  now += 1h - 1s;
  EXPECT_EQ(get(verification()).status, 404);
  now += 1s;
  EXPECT_EQ(get(verification()).status, 200);
}

TEST_F(CallbackEndpointTest, PassesOnADenialAtAnyTime) {
  callbacks.expect(subscription(FeedId{7}, "t0ken", now + 1h));
  const serve::Reply reply =
      get({{"hub.mode", "denied"}, {"hub.topic", kTopic}, {"hub.reason", "closed for guests"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(message<HubVerification>().granted);
  EXPECT_EQ(message<HubVerification>().reason, "closed for guests");
}

TEST_F(CallbackEndpointTest, PassesOnASignedDocument) {
  const serve::Reply reply = post(signature("geheim", "<feed/>"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(message<Push>().feed, FeedId{7});
  EXPECT_EQ(message<Push>().body, "<feed/>");
  EXPECT_EQ(message<Push>().content_type, "application/atom+xml");
}

TEST_F(CallbackEndpointTest, AcceptsAndDropsADocumentWithAWrongSignature) {
  for (const std::string& wrong : {std::string(), std::string("sha256="),
                                   signature("other", "<feed/>"), signature("geheim", "<feed>")}) {
    const serve::Reply reply = post(wrong);
    EXPECT_EQ(reply.status, 202) << wrong;
    EXPECT_EQ(reply.body, "") << wrong;
  }
  EXPECT_TRUE(messages.empty());
}

TEST_F(CallbackEndpointTest, AsksTheHubToTryAgainWhileThereIsNoRoom) {
  has_room = false;
  for (const serve::Reply& reply :
       {get(verification()), get(verification("denied")), post(signature("geheim", "<feed/>"))}) {
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.body, "busy\n");
  }
}

TEST_F(CallbackEndpointTest, ANewSubscriptionOfAFeedReplacesTheEarlierOne) {
  callbacks.expect(subscription(FeedId{8}, "other", now));
  callbacks.expect(subscription(FeedId{7}, "newer", now));
  EXPECT_FALSE(callbacks.expects("/websub/t0ken"));
  EXPECT_TRUE(callbacks.expects("/websub/newer"));
  callbacks.forget(FeedId{7});
  callbacks.forget(FeedId{9});  // it was never expected
  EXPECT_FALSE(callbacks.expects("/websub/newer"));
  EXPECT_TRUE(callbacks.expects("/websub/other"));
}

}  // namespace
}  // namespace wirefold::websub
