#include "wirefold/websub/hub_quota.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

namespace wirefold::websub {
namespace {

using namespace std::chrono_literals;

class HubQuotaTest : public testing::Test {
 protected:
  static Subscriber subscriber(const std::string& callback,
                               const std::string& topic = "/feed.atom") {
    Subscriber out;
    out.topic = topic;
    out.callback = callback;
    return out;
  }

  /// Subscribes from a network and to a callback domain of its own.
  bool stranger_is_admitted(unsigned number, const std::string& topic = "/feed.atom") {
    const std::string host = "h" + std::to_string(number) + ".example";
    const auto client = parse_ip("198." + std::to_string(number / 250 + 1) + '.' +
                                 std::to_string(number % 250) + ".7");
    return admitted(subscriber("https://" + host + "/cb", topic), client);
  }

  bool admitted(const Subscriber& s, const std::optional<IpAddress>& client) {
    last = quota.admit(s, true, client);
    if (last.place != nullptr) places.push_back(last.place);
    return last.place != nullptr;
  }

  Timestamp now{std::chrono::seconds(1'700'000'000)};
  HubQuota quota{[this] { return now; }};
  std::deque<HubQuota::Place> places;
  HubQuota::Admission last;
};

TEST_F(HubQuotaTest, OneNetworkHasFewThatWait) {
  int in = 0;
  for (int i = 0; i < 200; ++i) {
    const auto client = parse_ip("203.0.113." + std::to_string(i));
    in += admitted(subscriber("https://cb" + std::to_string(i) + ".example/"), client);
  }
  EXPECT_EQ(in, 10);
  EXPECT_EQ(last.wait, 60s);
  EXPECT_TRUE(admitted(subscriber("https://other.example/"), parse_ip("203.0.114.1")));
  places.clear();
  EXPECT_TRUE(admitted(subscriber("https://cb1.example/"), parse_ip("203.0.113.1")));
}

TEST_F(HubQuotaTest, OneDomainHasFewThatWaitWhateverItsNamesAre) {
  int in = 0;
  for (unsigned i = 0; i < 200; ++i) {
    const auto client = parse_ip("198.51." + std::to_string(i) + ".7");
    in += admitted(subscriber("https://cb" + std::to_string(i) + ".victim.co.uk/x"), client);
  }
  EXPECT_EQ(in, 10);
}

TEST_F(HubQuotaTest, NobodyIsCalledMoreThanOnceAMinuteForLong) {
  int in = 0;
  for (int i = 0; i < 3600; ++i, now += 1s) {
    in += admitted(subscriber("https://victim.example/"), std::nullopt);
    places.clear();
  }
  EXPECT_LE(in, 90);
  EXPECT_GE(in, 88);
}

TEST_F(HubQuotaTest, OneNetworkLeavesSomeOfADomainToOthers) {
  int in = 0;
  for (int i = 0; i < 3600; ++i, now += 1s) {
    in += admitted(subscriber("https://victim.example/"), parse_ip("203.0.113.5"));
    places.clear();
  }
  EXPECT_LE(in, 45);
  EXPECT_TRUE(admitted(subscriber("https://victim.example/"), parse_ip("203.0.114.5")));
}

TEST_F(HubQuotaTest, ACallbackInItsOwnNetworkIsCountedOnce) {
  int in = 0;
  for (int i = 0; i < 20; ++i) {
    in += admitted(subscriber("http://203.0.113.7/" + std::to_string(i)), parse_ip("203.0.113.5"));
  }
  EXPECT_EQ(in, 10);
}

TEST_F(HubQuotaTest, OneDomainHasFiveFilters) {
  int in = 0;
  for (int i = 0; i < 9; ++i) {
    const std::string topic = "/feed.rss?q=" + std::to_string(i);
    in += admitted(subscriber("https://x.example/", topic), std::nullopt);
  }
  EXPECT_EQ(in, 5);
  EXPECT_TRUE(admitted(subscriber("https://x.example/b", "/feed.atom?q=3"), std::nullopt));
}

TEST_F(HubQuotaTest, AllTogetherAreAHundred) {
  int in = 0;
  for (unsigned i = 0; i < 240; ++i) in += stranger_is_admitted(i);
  EXPECT_EQ(in, 100);
  places.pop_front();
  EXPECT_TRUE(stranger_is_admitted(241));
}

TEST_F(HubQuotaTest, ThereAreTwentyFiltersAndTheirPlacesComeBack) {
  int in = 0;
  for (unsigned i = 0; i < 60; ++i) {
    in += stranger_is_admitted(i, "/feed.atom?q=" + std::to_string(i));
  }
  EXPECT_EQ(in, 20);
  EXPECT_GE(last.wait, 60s);
  EXPECT_TRUE(stranger_is_admitted(100, "/feed.rss?q=7")) << "a filter that is there";
  EXPECT_TRUE(stranger_is_admitted(101)) << "none at all";
  EXPECT_FALSE(quota.add(subscriber("https://new.example/", "/feed.atom?q=new")));
  EXPECT_TRUE(quota.add(subscriber("https://h3.example/cb", "/feed.atom?q=3")));
  places.clear();
  for (unsigned i = 200; i < 219; ++i) {
    EXPECT_TRUE(stranger_is_admitted(i, "/feed.atom?q=" + std::to_string(i)));
  }
  EXPECT_FALSE(stranger_is_admitted(230, "/feed.atom?q=230")) << "one is subscribed to";
  quota.remove(subscriber("https://h3.example/cb", "/feed.atom?q=3"));
  EXPECT_TRUE(stranger_is_admitted(230, "/feed.atom?q=230"));
}

TEST_F(HubQuotaTest, SubscribersAreCountedAndOldOnesMayRenew) {
  for (std::size_t i = 0; i < HubQuota::kMostSubscribers; ++i) {
    const std::string host = "h" + std::to_string(i) + ".example";
    ASSERT_TRUE(quota.add(subscriber("https://" + host + "/")));
  }
  EXPECT_FALSE(stranger_is_admitted(7000));
  EXPECT_EQ(last.wait, 1h);
  EXPECT_TRUE(admitted(subscriber("https://h7.example/"), std::nullopt));
  quota.remove(subscriber("https://h8.example/"));
  EXPECT_TRUE(stranger_is_admitted(7001));
  EXPECT_FALSE(stranger_is_admitted(7002)) << "the place is taken while it is verified";
}

TEST_F(HubQuotaTest, WhoIsSubscribedGoesOnWhateverOthersAskOfItsDomain) {
  ASSERT_TRUE(quota.add(subscriber("https://victim.example/secret")));
  for (int i = 0; i < 100; ++i) admitted(subscriber("https://victim.example/x"), std::nullopt);
  EXPECT_FALSE(admitted(subscriber("https://victim.example/x"), std::nullopt));
  EXPECT_TRUE(admitted(subscriber("https://victim.example/secret"), parse_ip("203.0.113.1")));
}

TEST_F(HubQuotaTest, OneSubscriberCannotHoldAllPlaces) {
  const Subscriber s = subscriber("https://slow.example/cb");
  ASSERT_TRUE(quota.add(s));
  int in = 0;
  for (int i = 0; i < 200; ++i) in += admitted(s, std::nullopt);
  EXPECT_EQ(in, 3);
  places.clear();
  EXPECT_TRUE(admitted(s, std::nullopt));
}

TEST_F(HubQuotaTest, OneDomainHasAHundredSubscribers) {
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(quota.add(subscriber("https://x.example/" + std::to_string(i))));
  }
  EXPECT_FALSE(admitted(subscriber("https://y.x.example/"), std::nullopt));
  EXPECT_TRUE(admitted(subscriber("https://z.example/"), std::nullopt));
  quota.replace({});
  EXPECT_TRUE(admitted(subscriber("https://y.x.example/"), std::nullopt));
}

TEST_F(HubQuotaTest, WhoIsSubscribedLosesNoPlaceToThoseWhoWait) {
  std::vector<Subscriber> stored;
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    stored.push_back(subscriber("https://s" + number + ".example/", "/feed.atom?q=" + number));
  }
  for (unsigned i = 100; i < 120; ++i) {
    EXPECT_TRUE(stranger_is_admitted(i, "/feed.atom?q=" + std::to_string(i)));
  }
  const std::vector<bool> taken = quota.replace(stored);
  EXPECT_EQ(std::ranges::count(taken, true), 20);
  stored.push_back(subscriber("https://more.example/", "/feed.atom?q=more"));
  EXPECT_FALSE(quota.replace(stored).back());
}

}  // namespace
}  // namespace wirefold::websub
