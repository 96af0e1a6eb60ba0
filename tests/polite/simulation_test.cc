#include "polite/simulation.h"

#include <gtest/gtest.h>

namespace wirefold::test {
namespace {

TEST(SimulatedWeek, AsksLessWithoutBeingLate) {
  Simulated settings;
  settings.feeds = 3000;
  const Outcome ours = simulate(settings);
  settings.hourly = true;
  const Outcome hourly = simulate(settings);
  EXPECT_EQ(ours.violations, 0u);
  EXPECT_EQ(hourly.violations, 0u);
  EXPECT_LT(static_cast<double>(ours.requests), 0.6 * static_cast<double>(hourly.requests));
  EXPECT_GT(ours.often.entries, 10000u);
  EXPECT_LE(ours.often.hours, hourly.often.hours);
  EXPECT_LT(ours.seldom.hours, 5);
}

TEST(SimulatedWeek, LosesNoMoreThanAnHourlyPoller) {
  Simulated settings;
  settings.feeds = 3000;
  settings.hubs = 0.1;
  settings.no_validators = 0.15;
  const Outcome ours = simulate(settings);
  settings.hourly = true;
  const Outcome hourly = simulate(settings);
  EXPECT_GT(hourly.lost.count(), 100u);
  EXPECT_LE(ours.lost.count(), hourly.lost.count());
  EXPECT_LE(ours.often.hours, hourly.often.hours);
  EXPECT_LT(static_cast<double>(ours.requests), 0.5 * static_cast<double>(hourly.requests));
}

TEST(SimulatedWeek, AHungServerHoldsNobodyUp) {
  Simulated settings;
  settings.time = std::chrono::hours(72);
  for (const std::size_t hosts : {1u, 50u}) {
    settings.aside = hosts;
    settings.hung = false;
    const Outcome well = simulate(settings);
    settings.hung = true;
    const Outcome ill = simulate(settings);
    EXPECT_LT(std::abs(ill.wait / well.wait - 1), 0.01);
    EXPECT_LT(ill.lateness, well.lateness + 1);
  }
}

}  // namespace
}  // namespace wirefold::test
