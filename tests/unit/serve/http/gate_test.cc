#include "serve/http/gate.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

using namespace std::chrono_literals;

const IpAddress kStranger = *parse_ip("203.0.113.7");
const IpAddress kOther = *parse_ip("2001:db8::1");
const IpAddress kProxy = *parse_ip("10.0.0.1");

TEST(Gate, CountsTheConnectionsOfEachAddress) {
  Gate gate({2, 0, *parse_networks("10.0.0.0/8")});
  for (const IpAddress& address : {kStranger, kProxy}) {
    gate.opened(address);
    gate.opened(address);
  }
  EXPECT_FALSE(gate.has_room(kStranger));
  EXPECT_TRUE(gate.has_room(kOther));
  EXPECT_TRUE(gate.has_room(kProxy)) << "it is trusted";
  gate.closed(kStranger);
  EXPECT_TRUE(gate.has_room(kStranger));
}

TEST(Gate, BelievesATrustedProxyWhoItsClientIs) {
  const Gate gate({64, 0, *parse_networks("10.0.0.0/8")});
  EXPECT_EQ(gate.client_of(kStranger, "192.0.2.1"), kStranger) << "anyone can send the header";
  EXPECT_EQ(gate.client_of(kProxy, "203.0.113.7"), kStranger);
  EXPECT_EQ(gate.client_of(kProxy, "192.0.2.1, 203.0.113.7 "), kStranger) << "the proxy adds one";
  EXPECT_EQ(gate.client_of(kProxy, "203.0.113.7, 10.0.0.2"), std::nullopt) << "a second proxy";
  for (const char* header : {"", "unknown", "203.0.113.7,"}) {
    EXPECT_EQ(gate.client_of(kProxy, header), std::nullopt) << header;
  }
}

TEST(Gate, LetsABurstPassAndThenTheRate) {
  Gate gate({64, 2, *parse_networks("10.0.0.0/8")});
  Gate::Time now{};
  for (int i = 0; i < 20; ++i) EXPECT_EQ(gate.seconds_to_wait(kStranger, now), 0) << i;
  EXPECT_EQ(gate.seconds_to_wait(kStranger, now), 1);
  EXPECT_EQ(gate.seconds_to_wait(kOther, now), 0);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(gate.seconds_to_wait(kProxy, now), 0);
  now += 1s;
  EXPECT_EQ(gate.seconds_to_wait(kStranger, now), 0);
  EXPECT_EQ(gate.seconds_to_wait(kStranger, now), 0);
  EXPECT_GT(gate.seconds_to_wait(kStranger, now), 0);
}

IpAddress v4(unsigned number) {
  IpAddress out = kStranger;
  out.bytes[12] = 203;
  out.bytes[13] = static_cast<std::uint8_t>(number >> 16);
  out.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  out.bytes[15] = static_cast<std::uint8_t>(number);
  return out;
}

TEST(Gate, TakesAWholeIpv6NetworkForOne) {
  Gate gate({2, 1, {}});
  gate.opened(*parse_ip("2001:db8:1:2::3"));
  gate.opened(*parse_ip("2001:db8:1:2:ffff::4"));
  EXPECT_FALSE(gate.has_room(*parse_ip("2001:db8:1:2::5")));
  EXPECT_TRUE(gate.has_room(*parse_ip("2001:db8:1:3::5")));
  int refused = 0;
  for (unsigned i = 0; i < 1000; ++i) {
    IpAddress address = kOther;
    address.bytes[14] = static_cast<std::uint8_t>(i >> 8);
    address.bytes[15] = static_cast<std::uint8_t>(i);
    refused += gate.seconds_to_wait(address, {}) > 0;
  }
  EXPECT_EQ(refused, 990);
}

TEST(Gate, ForgivesNobodyWhenTooManyAddressesAsk) {
  Gate gate({64, 1, {}});
  const Gate::Time now = Gate::Time() + 1h;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(gate.seconds_to_wait(kStranger, now), 0);
  EXPECT_GT(gate.seconds_to_wait(kStranger, now), 0);
  int taken = 0;
  for (unsigned i = 0; i < 100000; ++i) taken += gate.seconds_to_wait(v4(i), now + 1s) == 0;
  EXPECT_LT(taken, 20100) << "those for whom there is no room share what one may ask";
  EXPECT_GT(gate.seconds_to_wait(kStranger, now + 1s), 0);
  EXPECT_EQ(gate.seconds_to_wait(v4(99999), now + 30s), 0) << "and there is room again";
}

TEST(Password, IsTakenFromBasicOrTheToken) {
  struct Case {
    const char *authorization, *token;
    bool knows;
  };
  for (const Case& c : {
           Case{"Basic YW5hOnMzY3JldA==", "", true},   // ana:s3cret
           Case{"basic OnMzY3JldA==", "", true},       // :s3cret
           Case{"Basic YW5hOnMzY3JldAo=", "", false},  // with a line break
           Case{"Basic czNjcmV0", "", false},          // no colon
           Case{"Basic !!!", "", false},
           Case{"Bearer s3cret", "", false},
           Case{"", "s3cret", true},
           Case{"", "s3cre", false},
           Case{"", "s3crets3cret", false},
           Case{"", "", false},
       }) {
    EXPECT_EQ(knows_password(c.authorization, c.token, "s3cret"), c.knows)
        << c.authorization << '|' << c.token;
  }
}

}  // namespace
}  // namespace wirefold::serve
