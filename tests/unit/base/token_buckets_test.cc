#include "wirefold/base/token_buckets.h"

#include <gtest/gtest.h>

namespace wirefold {
namespace {

using namespace std::chrono_literals;
using Time = std::chrono::steady_clock::time_point;
using Buckets = TokenBuckets<int, Time>;

const Time kStart = Time() + 1h;

TEST(TokenBuckets, HoldABurstAndGetTheRateBack) {
  Buckets buckets(10);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(buckets.take(1, 0.5, 5, kStart).count(), 0);
  EXPECT_EQ(buckets.take(1, 0.5, 5, kStart), 2s);
  EXPECT_EQ(buckets.take(2, 0.5, 5, kStart).count(), 0) << "each key has its own";
  EXPECT_EQ(buckets.take(1, 0.5, 5, kStart + 1s), 1s);
  EXPECT_EQ(buckets.take(1, 0.5, 5, kStart + 2s).count(), 0);
}

TEST(TokenBuckets, AreForgottenWhenTheyAreFullAndNotBefore) {
  Buckets buckets(3);
  for (int key = 1; key <= 3; ++key) {
    for (int i = 0; i < 5 * key; ++i) static_cast<void>(buckets.take(key, 1, 20, kStart));
  }
  EXPECT_EQ(buckets.take(4, 1, 20, kStart + 1s).count(), 0) << "from the bucket of all others";
  EXPECT_EQ(buckets.size(), 3u);
  EXPECT_EQ(buckets.take(4, 1, 20, kStart + 6s).count(), 0);
  EXPECT_EQ(buckets.size(), 3u) << "the first was full again, and made room";
  for (int i = 0; i < 14; ++i) EXPECT_EQ(buckets.take(2, 1, 20, kStart + 4s).count(), 0) << i;
}

TEST(TokenBuckets, ShareOneBucketBeyondTheTable) {
  Buckets buckets(2);
  for (const int key : {1, 2}) static_cast<void>(buckets.take(key, 1, 10, kStart));
  int taken = 0;
  for (int key = 3; key < 1000; ++key) taken += buckets.take(key, 1, 10, kStart).count() == 0;
  EXPECT_EQ(taken, 10);
}

TEST(TokenBuckets, TakeNoHarmFromAClockThatGoesBack) {
  Buckets buckets(2);
  for (int i = 0; i < 3; ++i) static_cast<void>(buckets.take(1, 1, 3, kStart));
  EXPECT_GT(buckets.take(1, 1, 3, kStart - 30min).count(), 0);
  EXPECT_EQ(buckets.take(1, 1, 3, kStart + 1s).count(), 0);
}

}  // namespace
}  // namespace wirefold
