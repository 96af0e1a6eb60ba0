#include "wirefold/events/score.h"

#include <gtest/gtest.h>

namespace wirefold::events {
namespace {

using std::chrono::hours;

TEST(Score, RisesWithBothCosines) {
  EXPECT_GT(score_of({.best = 0.5, .mean = 0.4}).sum(), score_of({.best = 0.4, .mean = 0.4}).sum());
  EXPECT_GT(score_of({.best = 0.5, .mean = 0.4}).sum(), score_of({.best = 0.5, .mean = 0.3}).sum());
}

TEST(Score, FallsAfterADay) {
  const Closeness same_day{.best = 0.5, .mean = 0.5, .to_best = hours(24), .to_first = hours(24)};
  EXPECT_EQ(score_of(same_day).time, 0);
  Closeness later = same_day;
  later.to_best = hours(72);
  later.to_first = hours(96);
  EXPECT_NEAR(score_of(later).time, 0.022 * 5, 1e-9);
}

TEST(Score, FallsWithTheSizeOfTheEvent) {
  EXPECT_EQ(score_of({.best = 0.5, .mean = 0.5, .reports = 1}).size, 0);
  EXPECT_NEAR(score_of({.best = 0.5, .mean = 0.5, .reports = 8}).size, 0.066, 1e-9);
}

TEST(Score, IsLowerInsideAnOutlet) {
  EXPECT_LT(score_of({.best = 0.5, .mean = 0.5, .same_outlet = true}).sum(),
            score_of({.best = 0.5, .mean = 0.5}).sum());
}

}  // namespace
}  // namespace wirefold::events
