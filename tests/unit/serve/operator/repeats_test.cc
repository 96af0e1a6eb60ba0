#include "wirefold/serve/operator/repeats.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

TEST(Repeats, KnowsWhereTheLastFormsHaveLed) {
  Repeats repeats;
  EXPECT_EQ(repeats.where("a"), "");
  repeats.note("a", "/story/7");
  repeats.note("", "/story/8");
  EXPECT_EQ(repeats.where("a"), "/story/7");
  EXPECT_EQ(repeats.where(""), "");
  for (std::size_t i = 0; i < Repeats::kMost; ++i) repeats.note("later", "/");
  EXPECT_EQ(repeats.where("a"), "") << "it was sent long ago";
}

}  // namespace
}  // namespace wirefold::serve
