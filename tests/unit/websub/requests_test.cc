#include "wirefold/websub/requests.h"

#include <gtest/gtest.h>

namespace wirefold::websub {
namespace {

TEST(WebSubRequests, ASubscriptionIsAFormWithoutCredentials) {
  FeedAccess access;
  access.user = "user";
  const fetch::Request request = subscription_request(FeedId{7}, "https://hub.example/", "a=b",
                                                      std::make_shared<const FeedAccess>(access));
  EXPECT_TRUE(has_purpose(request, Purpose::kSubscription));
  EXPECT_FALSE(is_of_our_hub(request));
  EXPECT_EQ(request.tag.owner, 7);
  EXPECT_EQ(request.method, fetch::Method::kPost);
  EXPECT_EQ(*request.body, "a=b");
  EXPECT_FALSE(request.policy.sends_credentials);
  EXPECT_EQ(request.policy.pool, fetch::Pool::kPrimary);
  EXPECT_TRUE(request.policy.follows_redirects);
}

TEST(WebSubRequests, StrangersHaveAPoolAndNetworksOfTheirOwn) {
  for (const fetch::Request& request : {verification_request(3, "https://s.example/cb?x"),
                                        delivery_request(3, "https://s.example/cb?x")}) {
    EXPECT_TRUE(is_of_our_hub(request));
    EXPECT_EQ(request.tag.number, 3u);
    EXPECT_EQ(request.url, "https://s.example/cb?x");
    EXPECT_TRUE(request.policy.from_stranger);
    EXPECT_EQ(request.policy.pool, fetch::Pool::kSecondary);
    EXPECT_FALSE(request.policy.follows_redirects);
    EXPECT_EQ(request.limits.timeout, std::chrono::seconds(5));
  }
}

TEST(WebSubRequests, TheOperatorHasChosenTheHubThatIsPinged) {
  const fetch::Request request = ping_request(3, "https://hub.example/", "a=b");
  EXPECT_TRUE(is_of_our_hub(request));
  EXPECT_EQ(*request.body, "a=b");
  EXPECT_FALSE(request.policy.from_stranger);
  EXPECT_EQ(request.policy.pool, fetch::Pool::kSecondary);
}

}  // namespace
}  // namespace wirefold::websub
