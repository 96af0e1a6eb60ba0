// The system clock is set while the daemon runs or between two runs.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/clock_watch.h"
#include "polite/world.h"
#include "support/recent_stories.h"

namespace wirefold::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;

constexpr auto kYears = days(365 * 30);

class ClockJumps : public testing::TestWithParam<seconds> {
 protected:
  ClockJumps() {
    world_.on(feed_, validated(rss({"One"}), "\"1\""));
    world_.add_feed(feed_);
    world_.start();
    world_.run_for(90min);
  }

  std::size_t polls() const { return world_.seen(feed_).size(); }

  World world_;
  std::string feed_ = world_.url("a.example");
};

TEST_P(ClockJumps, FeedsArePolledAsIfNothingWas) {
  const std::size_t before = polls();
  world_.set_clock(world_.now() + GetParam());
  world_.run_for(25min);
  EXPECT_EQ(polls(), before);
  world_.run_for(24h);
  EXPECT_GT(polls(), before);
  EXPECT_LE(polls(), before + 25);
}

TEST_P(ClockJumps, CopiesAreFoundAcrossIt) {
  constexpr char kText[] =
      "A ferry with four hundred people drifted for nine hours in the northern strait after a "
      "fire in its engine room knocked out the power and all of the pumps, the coastguard said, "
      "and everybody was brought ashore unhurt by two tugs before the storm came up again.";
  const auto document = [&](const char* id) {
    return ok(std::string("<rss version=\"2.0\"><channel><title>T</title><item><guid>") + id +
              "</guid><title>Ferry</title><description>" + kText +
              "</description></item><item><guid>" + id + "/before</guid><title>What came before " +
              id + "</title></item></channel></rss>");
  };
  world_.on(feed_, document("https://a.example/ferry"));
  world_.run_for(24h);
  const std::string other = world_.url("b.example");
  world_.on(other, document("https://b.example/ferry"));
  world_.add_feed(other);
  world_.set_clock(world_.now() + GetParam());
  world_.reload();
  world_.run_for(24h);
  const auto stories = recent_stories(world_.store(), 10);
  const auto ferry = std::count_if(stories.begin(), stories.end(),
                                   [](const Story& s) { return s.lead().title == "Ferry"; });
  EXPECT_EQ(ferry, 1);
}

INSTANTIATE_TEST_SUITE_P(By, ClockJumps,
                         testing::Values(seconds(kYears), -seconds(kYears), seconds(5h),
                                         -seconds(5h)));

TEST(ClockJump, WhatAWrongClockHasPlannedHoldsNobodyUpAfterARestart) {
  World world;
  const std::string feed = world.url("a.example");
  world.on(feed, validated(rss({"One"}), "\"1\""));
  world.add_feed(feed);
  world.start();
  world.set_clock(world.now() + kYears);
  world.run_for(90min);
  world.stop();
  const std::size_t before = world.seen(feed).size();
  world.set_clock(world.now() - kYears);
  world.start();
  world.run_for(1min);
  EXPECT_EQ(world.seen(feed).size(), before + 1);
}

TEST(ClockJump, AClockThatIsNotSetYetDatesNothingBeforeWhatIsThere) {
  World world;
  const std::string feed = world.url("a.example");
  world.on(feed, ok(rss({"One"})));
  world.add_feed(feed);
  world.start();
  world.run_for(1min);
  const Timestamp first = recent_stories(world.store(), 1).at(0).changed;
  world.stop();
  world.on(feed, ok(rss({"Two", "One"})));
  world.set_clock(Timestamp());  // 1970, as on a machine whose clock has no battery
  world.start();
  world.run_for(25h);
  const auto stories = recent_stories(world.store(), 10);
  ASSERT_EQ(stories.size(), 2u);
  for (const Story& story : stories) EXPECT_GE(story.changed, first) << story.lead().title;
}

TEST(ClockWatch, TellsAJumpFromACorrection) {
  app::ClockWatch watch;
  const Timestamp wall = World::beginning();
  EXPECT_EQ(watch.look(wall, 100s), std::nullopt) << "nothing to hold it against yet";
  EXPECT_EQ(watch.look(wall + 1h, 100s + 1h), std::nullopt);
  EXPECT_EQ(watch.look(wall + 2h + 40s, 100s + 2h), std::nullopt);
  EXPECT_EQ(watch.look(wall + 3h + 80s, 100s + 3h), seconds(80)) << "two small ones are one";
  EXPECT_EQ(watch.look(wall + 4h + 80s, 100s + 4h), std::nullopt);
  EXPECT_EQ(watch.look(wall, 100s + 4h), -seconds(4h + 80s));
}

}  // namespace
}  // namespace wirefold::test
