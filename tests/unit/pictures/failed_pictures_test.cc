#include "wirefold/pictures/failed_pictures.h"

#include <gtest/gtest.h>

namespace wirefold::pictures {
namespace {

using namespace std::chrono_literals;

const Timestamp kNow{std::chrono::seconds(1'700'000'000)};

TEST(FailedPictures, AreRememberedForTheirTime) {
  FailedPictures failed;
  EXPECT_FALSE(failed.has("u", kNow));
  failed.add("u", kNow + 1h);
  EXPECT_TRUE(failed.has("u", kNow + 59min));
  EXPECT_FALSE(failed.has("u", kNow + 1h));
  EXPECT_FALSE(failed.has("v", kNow));
  failed.add("u", kNow + 24h);
  EXPECT_TRUE(failed.has("u", kNow + 23h));
  EXPECT_EQ(failed.size(), 1U);
}

TEST(FailedPictures, TheOldestAreForgottenAboveTheLimit) {
  FailedPictures failed;
  for (std::size_t i = 0; i <= FailedPictures::kMost; ++i) {
    failed.add(std::to_string(i), kNow + 24h);
  }
  EXPECT_EQ(failed.size(), FailedPictures::kMost);
  EXPECT_FALSE(failed.has("0", kNow));
  EXPECT_TRUE(failed.has("1", kNow));
}

}  // namespace
}  // namespace wirefold::pictures
