#include "serve/operator/guesses.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

using namespace std::chrono_literals;

IpAddress address(const std::string& text) { return *parse_ip(text); }

/// How many of `tries` at one time are allowed.
int allowed(Guesses& guesses, const std::optional<IpAddress>& client, Guesses::Time now,
            int tries = 1000) {
  int out = 0;
  for (int i = 0; i < tries; ++i) out += guesses.seconds_to_wait(client, now) == 0 ? 1 : 0;
  return out;
}

TEST(Guesses, AllowsAFewAtOnceAndThenOneByOne) {
  Guesses guesses;
  Guesses::Time now{};
  EXPECT_EQ(allowed(guesses, address("203.0.113.7"), now), 5);
  EXPECT_EQ(guesses.seconds_to_wait(address("203.0.113.7"), now), 30);
  now += 60s;
  EXPECT_EQ(allowed(guesses, address("203.0.113.7"), now), 2);
  EXPECT_EQ(allowed(guesses, address("203.0.113.8"), now), 5) << "another client";
}

TEST(Guesses, CountsAnIpv6NetworkAsOneClient) {
  Guesses guesses;
  const Guesses::Time now{};
  EXPECT_EQ(allowed(guesses, address("2001:db8::1"), now), 5);
  EXPECT_EQ(allowed(guesses, address("2001:db8::2:3"), now), 0);
  EXPECT_EQ(allowed(guesses, address("2001:db8:0:1::1"), now), 5);
}

TEST(Guesses, CountsUnknownClientsAsOne) {
  Guesses guesses;
  EXPECT_EQ(allowed(guesses, std::nullopt, {}), 5);
}

TEST(Guesses, LimitsAllTogether) {
  Guesses guesses;
  Guesses::Time now{};
  int out = 0;
  for (int i = 0; i < 200; ++i) {
    out += allowed(guesses, address("203.0.113." + std::to_string(i)), now, 10);
  }
  EXPECT_EQ(out, 50);
  now += 10s;
  EXPECT_EQ(allowed(guesses, address("198.51.100.1"), now), 5);
  EXPECT_EQ(allowed(guesses, address("198.51.100.2"), now), 0);
}

TEST(Guesses, LetsStrangersKeepNoOperatorOut) {
  Guesses guesses;
  Guesses::Time now{};
  const IpAddress home = address("203.0.113.7");
  const IpAddress fresh = address("198.51.100.1");
  EXPECT_EQ(guesses.seconds_to_wait(home, now), 0);
  guesses.signed_in(home);
  for (int i = 0; i < 100; ++i) allowed(guesses, address("192.0.2." + std::to_string(i)), now, 5);
  EXPECT_GT(guesses.seconds_to_wait(fresh, now), 0);
  EXPECT_EQ(allowed(guesses, home, now), 4) << "its own limit holds";
  now += 60s;
  EXPECT_EQ(allowed(guesses, fresh, now), 5) << "the refused try did not count";
}

}  // namespace
}  // namespace wirefold::serve
