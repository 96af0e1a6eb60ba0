#include "events/report_window.h"

#include <gtest/gtest.h>

namespace wirefold::events {
namespace {

Timestamp at(int hour) { return Timestamp(std::chrono::hours(hour)); }

Known report(int story, int event, int hour) {
  Known out;
  out.story = StoryId{story};
  out.event = EventId{event};
  out.when = out.seen = at(hour);
  return out;
}

TEST(ReportWindow, KnowsTheReportsOfAnEvent) {
  ReportWindow window;
  const std::uint32_t one = window.push(report(1, 1, 0), 0);
  window.push(report(2, 2, 1), 0);
  const std::uint32_t three = window.push(report(3, 1, 2), one);
  const std::uint32_t four = window.push(report(4, 1, 3), three);
  EXPECT_EQ(window.event_of(one), (std::vector{one, three, four}));
  EXPECT_EQ(window.past_of(window.event_of(one)).reports, 3U);
  EXPECT_EQ(window.past_of(window.event_of(four)).first, at(0));
}

TEST(ReportWindow, RemembersWhatHasLeft) {
  ReportWindow window;
  const std::uint32_t one = window.push(report(1, 1, 0), 0);
  const std::uint32_t two = window.push(report(2, 1, 5), one);
  window.pop();
  EXPECT_EQ(window.event_of(two), (std::vector{two}));
  EXPECT_EQ(window.past_of(window.event_of(two)).reports, 2U);
  EXPECT_EQ(window.past_of(window.event_of(two)).first, at(0));
  EXPECT_EQ(window.find(StoryId{1}), 0U);
}

TEST(ReportWindow, MovesAReport) {
  ReportWindow window;
  const std::uint32_t one = window.push(report(1, 1, 0), 0);
  const std::uint32_t two = window.push(report(2, 1, 1), one);
  const std::uint32_t three = window.push(report(3, 3, 2), 0);
  window.move(two, EventId{3}, three);
  EXPECT_EQ(window.event_of(one), (std::vector{one}));
  EXPECT_EQ(window.event_of(three), (std::vector{two, three}));
  EXPECT_EQ(window.find(EventId{3}), two);
  EXPECT_EQ(window.past_of(window.event_of(three)).reports, 2U);
  window.move(two, EventId{4}, 0);
  EXPECT_EQ(window.past_of(window.event_of(two)).reports, 1U);
  EXPECT_EQ(window.past_of(window.event_of(two)).first, at(1));
}

TEST(ReportWindow, EndsStories) {
  ReportWindow window;
  const std::uint32_t one = window.push(report(1, 1, 0), 0);
  const std::uint32_t two = window.push(report(2, 1, 1), one);
  window.end(one);
  EXPECT_EQ(window.find(StoryId{1}), 0U);
  EXPECT_EQ(window.event_of(two), (std::vector{two}));
}

}  // namespace
}  // namespace wirefold::events
