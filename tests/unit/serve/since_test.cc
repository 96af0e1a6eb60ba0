#include "wirefold/serve/since.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

// 2024-11-10 12:06:30
constexpr Timestamp kNow{seconds(1731240390)};

TEST(Since, HasOneSpellingForAllThatMeanTheSame) {
  struct Case {
    const char* text;
    const char* same;
  };
  for (const Case& c : {Case{"6h", "6h"}, Case{"360min", "6h"}, Case{"48h", "2d"},
                        Case{"90s", "90s"}, Case{"2026-01-31", "2026-01-31T00:00:00Z"},
                        Case{"2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z"},
                        Case{"31 Jan 2026 10:00 GMT", "2026-01-31T10:00:00Z"}}) {
    const auto since = Since::read(c.text);
    ASSERT_TRUE(since) << c.text;
    EXPECT_EQ(since->text(), c.same);
    EXPECT_EQ(Since::read(since->text())->text(), c.same);
  }
}

TEST(Since, IsNotEveryText) {
  for (const char* text : {"", "6", "6 h", "-6h", "6hours", "h", "yesterday", "2026-02-30",
                           "10/11/2024", "1h2", "99999999999d", "\xff"}) {
    EXPECT_FALSE(Since::read(text)) << text;
  }
}

TEST(Since, CountsBackInWholeMinutes) {
  const auto since = Since::read("1h");
  const Timestamp minute = kNow - seconds(30);
  EXPECT_EQ(since->from(kNow), minute - hours(1));
  EXPECT_EQ(since->from(minute), minute - hours(1));
  EXPECT_EQ(since->moves_at(kNow), minute + seconds(60));
  EXPECT_NE(since->from(*since->moves_at(kNow)), since->from(kNow));
  EXPECT_EQ(since->from(*since->moves_at(kNow) - seconds(1)), since->from(kNow));
  const auto odd = Since::read("90s");
  EXPECT_NE(odd->from(*odd->moves_at(kNow)), odd->from(kNow));
  EXPECT_EQ(odd->from(*odd->moves_at(kNow) - seconds(1)), odd->from(kNow));
}

TEST(Since, StaysWhereADateIs) {
  const auto since = Since::read("2024-11-09");
  EXPECT_EQ(format_rfc3339(since->from(kNow)), "2024-11-09T00:00:00Z");
  EXPECT_EQ(since->from(kNow + hours(100)), since->from(kNow));
  EXPECT_EQ(since->moves_at(kNow), std::nullopt);
}

}  // namespace
}  // namespace wirefold::serve
