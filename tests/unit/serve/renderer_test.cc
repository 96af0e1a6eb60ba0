// What the renderer asks the source for, and when it asks again.
#include "wirefold/serve/renderer.h"

#include <gtest/gtest.h>

#include "support/held_stories.h"

namespace wirefold::serve {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

struct CountedSource : HeldStories {
  CountedSource() : HeldStories({recent_story()}) {}

  static Story recent_story() {
    Story out = test_story();
    out.changed = test_time(999);
    return out;
  }

  std::vector<Story> stories(const StoryQuery& query) override {
    if (query.order == StoryOrder::kOutlets) ++top_lists;
    limits.push_back(query.limit);
    return HeldStories::stories(query);
  }
  std::vector<FeedDay> feed_days(Timestamp) override {
    ++histories;
    if (fails) throw std::runtime_error("locked");
    return {};
  }

  std::vector<std::size_t> limits;
  int top_lists = 0;
  int histories = 0;
  bool fails = false;
};

struct RendererTest : testing::Test {
  RendererTest() {
    renderer.set_site(test_site(), {});
    set_health(kStart);
  }

  void set_health(Timestamp at) {
    FeedHealth health;
    health.at = at;
    renderer.set_health(health);
  }

  ResourcePtr front_page(Timestamp now, const Arguments& arguments = {}) {
    return renderer.render(*read_target("/", arguments), now);
  }

  void feeds_page(Timestamp now) {
    set_health(now);
    renderer.render(*read_target("/feeds", {}), now);
  }

  const Timestamp kStart = test_time(1000);
  CountedSource source;
  Traffic traffic;
  Renderer renderer{source, traffic};
};

TEST_F(RendererTest, AsksForTheTopListOnceInFiveSeconds) {
  EXPECT_EQ(front_page(kStart)->ends, test_time(1001));
  EXPECT_EQ(front_page(kStart)->ends, kStart + seconds(5)) << "its stories may have changed";
  EXPECT_EQ(front_page(kStart + seconds(4))->ends, kStart + seconds(5));
  EXPECT_EQ(source.top_lists, 1);
  EXPECT_EQ(front_page(kStart + seconds(5))->ends, test_time(1001));
  EXPECT_EQ(source.top_lists, 2);
}

TEST_F(RendererTest, AsksForTheTopListOfEachHour) {
  front_page(test_time(1001) - seconds(1));
  EXPECT_EQ(front_page(test_time(1001))->ends, test_time(1002));
  EXPECT_EQ(source.top_lists, 2);
}

TEST_F(RendererTest, AsksAgainAfterTheClockWasSetBack) {
  front_page(kStart);
  front_page(kStart - seconds(1));
  EXPECT_EQ(source.top_lists, 2);
}

TEST_F(RendererTest, AsksAgainForATopListThatWasEmpty) {
  source.set({});
  front_page(kStart);
  front_page(kStart);
  EXPECT_EQ(source.top_lists, 2);
}

TEST_F(RendererTest, AsksForNoTopListOfAFilteredPage) {
  EXPECT_FALSE(front_page(kStart, {{"lang", "en"}})->ends);
  EXPECT_EQ(source.top_lists, 0);
}

TEST_F(RendererTest, AsksForAllStoriesOfAFeedToShowItsFirst) {
  renderer.render(*read_target("/subscribe", {}), kStart);
  for (const std::size_t limit : source.limits) EXPECT_EQ(limit, test_site().stories);
  source.limits.clear();
  renderer.render(*read_target("/subscribe", {{"limit", "70"}}), kStart);
  EXPECT_EQ(source.limits.back(), 70u) << "the last that came are not the first of the feed";
}

TEST_F(RendererTest, CountsTheArticlesOfTheFeedsOnceAMinute) {
  feeds_page(kStart);
  feeds_page(kStart + seconds(59));
  EXPECT_EQ(source.histories, 1);
  feeds_page(kStart + minutes(1));
  EXPECT_EQ(source.histories, 2);
}

TEST_F(RendererTest, CountsAgainAfterAFailure) {
  source.fails = true;
  EXPECT_THROW(feeds_page(kStart), std::runtime_error);
  source.fails = false;
  feeds_page(kStart + seconds(1));
  EXPECT_EQ(source.histories, 2);
}

}  // namespace
}  // namespace wirefold::serve
