#include "wirefold/base/units.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

TEST(Units, AreReadAndWritten) {
  EXPECT_EQ(parse_duration("90s"), std::chrono::seconds(90));
  EXPECT_EQ(parse_duration("2h"), std::chrono::hours(2));
  EXPECT_EQ(parse_size("15MiB"), 15 << 20);
  for (const char* bad : {"", "5", "h", "5 h", "-5h", "5m", "5hh", "99999999999h"}) {
    EXPECT_EQ(parse_duration(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(format_duration(std::chrono::hours(48)), "2d");
  EXPECT_EQ(format_duration(std::chrono::seconds(90)), "90s");
  EXPECT_EQ(format_duration(std::chrono::seconds(0)), "0s");
  EXPECT_EQ(format_size(15 << 20), "15MiB");
}

}  // namespace
}  // namespace wirefold
