#include "wirefold/base/percent.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

TEST(Percent, HasOneFormForEachEscape) {
  EXPECT_EQ(normal_escapes("/%7ejoe/%41%2f%e9"), "/~joe/A%2F%E9");
  EXPECT_EQ(normal_escapes("/caf\xC3\xA9 x"), "/caf%C3%A9 x");
  EXPECT_EQ(normal_escapes("%"), "%");
  EXPECT_EQ(normal_escapes("%4"), "%4");
  EXPECT_EQ(normal_escapes("%zz%4g100%"), "%zz%4g100%");
  EXPECT_EQ(normal_escapes("%2541"), "%2541");  // decoded once only: %25 is an escaped '%'
}

TEST(Percent, IsUndoneOnce) {
  EXPECT_EQ(without_escapes("https%3A%2F%2Fh.example%2f%2541"), "https://h.example/%41");
  EXPECT_EQ(without_escapes("100%"), "100%");
  EXPECT_EQ(without_escapes(""), "");
}

}  // namespace
}  // namespace wirefold
