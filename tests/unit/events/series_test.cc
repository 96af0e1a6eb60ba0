#include "events/series.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "wirefold/events/finder.h"

namespace wirefold::events {
namespace {

using Title = std::vector<std::uint32_t>;

const Timestamp kNow{std::chrono::seconds(1'800'000'000)};

/// A hash for each word, as the upper half of 32 bits.
Title title(std::initializer_list<std::uint32_t> words) {
  Title out;
  for (const std::uint32_t w : words) out.push_back(w << 16);
  return out;
}

TEST(Series, GoesOnWithHalfOfTheWords) {
  Series series;
  series.add(1, title({1, 2, 3, 4}), kNow);
  EXPECT_TRUE(series.has(1, title({1, 2, 3, 9}), kNow));
  EXPECT_FALSE(series.has(1, title({1, 2, 8, 9}), kNow));
}

TEST(Series, IsOfOneOutlet) {
  Series series;
  series.add(1, title({1, 2, 3}), kNow);
  EXPECT_FALSE(series.has(2, title({1, 2, 3}), kNow));
}

TEST(Series, NeedsThreeWords) {
  Series series;
  series.add(1, title({1, 2}), kNow);
  EXPECT_FALSE(series.has(1, title({1, 2}), kNow));
}

TEST(Series, IsForgottenAfterThirtyDays) {
  Series series;
  series.add(1, title({1, 2, 3}), kNow);
  EXPECT_TRUE(series.has(1, title({1, 2, 3}), kNow + kSeriesMemory));
  EXPECT_FALSE(series.has(1, title({1, 2, 3}), kNow + kSeriesMemory + std::chrono::seconds(1)));
}

TEST(Series, RemembersSoManyHeadlinesOfAnOutlet) {
  Series series;
  series.add(1, title({1, 2, 3}), kNow);
  for (std::size_t i = 1; i < Series::kMostTitles; ++i) series.add(1, title({7, 8, 9}), kNow);
  EXPECT_TRUE(series.has(1, title({1, 2, 3}), kNow));
  series.add(1, title({7, 8, 9}), kNow);
  EXPECT_FALSE(series.has(1, title({1, 2, 3}), kNow));
  EXPECT_TRUE(series.has(1, title({7, 8, 9}), kNow));
}

}  // namespace
}  // namespace wirefold::events
