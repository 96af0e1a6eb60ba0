#include "wirefold/base/time.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

Timestamp at(std::int64_t unix_seconds) { return Timestamp(std::chrono::seconds(unix_seconds)); }

TEST(Time, WritesBothForms) {
  EXPECT_EQ(format_rfc3339(at(1731240360)), "2024-11-10T12:06:00Z");
  EXPECT_EQ(format_http_date(at(1731240360)), "Sun, 10 Nov 2024 12:06:00 GMT");
}

TEST(Time, ReadsItsOwnHttpDate) {
  Timestamp t{};
  ASSERT_TRUE(parse_http_date("Sun, 10 Nov 2024 12:06:00 GMT", t));
  EXPECT_EQ(t, at(1731240360));
}

TEST(Time, RefusesWhatIsNoHttpDate) {
  Timestamp t = at(7);
  for (const char* text : {"", "Sun, 10 Nov 2024 12:06:00", "Sun, 31 Feb 2024 12:06:00 GMT",
                           "Sun, 10 Xyz 2024 12:06:00 GMT", "Sun, 10 Nov 2024 25:06:00 GMT",
                           "Sun, 10 Nov 2024 12:06:00 GMT and more"}) {
    EXPECT_FALSE(parse_http_date(text, t)) << text;
  }
  EXPECT_EQ(t, at(7));
}

}  // namespace
}  // namespace wirefold
