#include "wirefold/serve/desk.h"

#include <gtest/gtest.h>

#include <semaphore>
#include <thread>

#include "support/held_stories.h"
#include "support/process.h"

namespace wirefold::serve {
namespace {

TEST(Desk, RendersTheFeedsForANewSiteAtOnce) {
  HeldStories stories({test_story()});
  Traffic traffic;
  Desk desk(stories, traffic, [] { return test_time(1000); });
  std::counting_semaphore<> refreshed(0);
  desk.on_refresh([&] { refreshed.release(); }, [] { return false; });
  desk.site_changed(test_site(), {});
  std::jthread thread([&](const std::stop_token& stop) { desk.run(stop); });
  ASSERT_TRUE(refreshed.try_acquire_for(test::kDeadline));
  for (int round = 0; round < 20; ++round) {  // the thread waits in some of the rounds
    Site site = test_site();
    site.title = "Round " + std::to_string(round);
    desk.site_changed(site, {});
    ASSERT_TRUE(refreshed.try_acquire_for(test::kDeadline)) << round;
    const ResourcePtr feed = desk.find(*read_target("/feed.atom", {}));
    EXPECT_NE(feed->in(Coding::kIdentity).bytes.find(site.title), std::string::npos);
  }
}

TEST(Desk, RendersTheFrontPageAnewWhenItEnds) {
  HeldStories stories({test_story()});
  Traffic traffic;
  const auto begin = std::chrono::steady_clock::now();
  // A second before the hour at which the most reported stories change.
  Desk desk(stories, traffic, [begin] {
    const auto passed = std::chrono::steady_clock::now() - begin;
    return test_time(1000) - std::chrono::seconds(1) +
           std::chrono::duration_cast<std::chrono::seconds>(passed);
  });
  std::counting_semaphore<> refreshed(0);
  desk.on_refresh([&] { refreshed.release(); }, [] { return false; });
  desk.site_changed(test_site(), {});
  std::jthread thread([&](const std::stop_token& stop) { desk.run(stop); });
  ASSERT_TRUE(refreshed.try_acquire_for(test::kDeadline));
  EXPECT_EQ(desk.find(*read_target("/", {}))->ends, test_time(1000));
  ASSERT_TRUE(refreshed.try_acquire_for(test::kDeadline));
  EXPECT_EQ(desk.find(*read_target("/", {}))->ends, test_time(1001));
}

}  // namespace
}  // namespace wirefold::serve
