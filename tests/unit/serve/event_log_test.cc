#include "wirefold/serve/event_log.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

std::vector<StoryEvent> events(std::int64_t first, std::int64_t last) {
  std::vector<StoryEvent> out;
  for (std::int64_t id = first; id <= last; ++id) out.push_back({id, "story", "{}"});
  return out;
}

TEST(EventLog, GoesOnBehindANumber) {
  EventLog log;
  log.add(events(1, 3));
  std::int64_t after = 1;
  EXPECT_EQ(log.read(after, 1000),
            "id: 2\nevent: story\ndata: {}\n\nid: 3\nevent: story\ndata: {}\n\n");
  EXPECT_EQ(after, 3);
  EXPECT_EQ(log.read(after, 1000), "");
}

TEST(EventLog, SaysWhatItNoLongerHas) {
  EventLog log;
  const auto kept = static_cast<std::int64_t>(EventLog::kKept);
  log.add(events(1, kept));
  std::int64_t after = 1;
  EXPECT_TRUE(log.read(after, 1).starts_with("id: 2\n")) << "all are there";
  log.add(events(kept + 1, kept + 20));
  after = 1;
  const std::string told = log.read(after, 100);
  EXPECT_TRUE(
      told.starts_with("event: gap\ndata: {\"event\":\"gap\",\"from\":2,\"to\":20}\n\n"
                       "id: 21\n"))
      << told;
  after = 20;
  EXPECT_TRUE(log.read(after, 1).starts_with("id: 21\n"));
}

TEST(EventLog, KnowsWhatWasBeforeItBegan) {
  EventLog log;
  log.add(events(100, 101));
  std::int64_t after = 7;
  EXPECT_TRUE(
      log.read(after, 100)
          .starts_with("event: gap\ndata: {\"event\":\"gap\",\"from\":8,\"to\":99}\n\nid: 100\n"));
  after = -1;
  EXPECT_TRUE(log.read(after, 10).starts_with("id: 100\n")) << "a client that has missed none";
}

}  // namespace
}  // namespace wirefold::serve
