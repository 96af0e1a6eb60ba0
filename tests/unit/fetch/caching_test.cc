#include "wirefold/fetch/caching.h"

#include <gtest/gtest.h>

namespace wirefold::fetch {
namespace {

using std::chrono::seconds;

const Timestamp kNow = Timestamp(seconds(1731240360));  // Sun, 10 Nov 2024 12:06:00 GMT

struct FreshCase {
  std::string_view cache_control, expires, age;
  std::optional<seconds> fresh_for;
};

TEST(Freshness, FollowsRfc9111) {
  const FreshCase cases[] = {
      {"max-age=7200", "", "", seconds(7200)},
      {"public, Max-Age=7200", "", "200", seconds(7000)},
      {"max-age=\"60\"", "", "", seconds(60)},
      {"max-age=60", "", "100", {}},
      {"", "Sun, 10 Nov 2024 13:06:00 GMT", "", seconds(3600)},
      {"max-age=60", "Sun, 10 Nov 2024 13:06:00 GMT", "", seconds(60)},  // max-age wins
      {"", "Sun, 10 Nov 2024 11:06:00 GMT", "", {}},                     // past
      {"", "0", "", {}},
      {"no-store, max-age=60", "", "", {}},
      {"no-cache", "Sun, 10 Nov 2024 13:06:00 GMT", "", {}},
      {"max-age=-1", "", "", {}},
      {"max-age=abc", "", "", {}},
      {"max-age=99999999999999999999", "", "", seconds(315360000)},
      {"", "", "", {}},
  };
  for (const FreshCase& c : cases) {
    EXPECT_EQ(freshness(c.cache_control, c.expires, c.age, kNow), c.fresh_for)
        << c.cache_control << " | " << c.expires;
  }
}

TEST(RetryAfter, ReadsBothForms) {
  EXPECT_EQ(retry_after("3600", kNow), seconds(3600));
  EXPECT_EQ(retry_after("Sun, 10 Nov 2024 13:06:00 GMT", kNow), seconds(3600));
  EXPECT_EQ(retry_after("soon", kNow), std::nullopt);
  EXPECT_EQ(retry_after("", kNow), std::nullopt);
}

}  // namespace
}  // namespace wirefold::fetch
