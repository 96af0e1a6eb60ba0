#include "wirefold/base/number.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace wirefold {
namespace {

TEST(WholeNumber, IsTheWholeText) {
  EXPECT_EQ(whole_number<std::int64_t>("12"), 12);
  EXPECT_EQ(whole_number<std::int64_t>("-3"), -3);
  for (const char* other : {"", " 1", "1 ", "1.0", "0x1", "+1", "1a", "99999999999999999999"}) {
    EXPECT_EQ(whole_number<std::int64_t>(other), std::nullopt) << other;
  }
  EXPECT_EQ(whole_number<std::uint8_t>("256"), std::nullopt);
  EXPECT_EQ(whole_number<unsigned>("-1"), std::nullopt);
}

}  // namespace
}  // namespace wirefold
