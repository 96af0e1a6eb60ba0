// Which columns of a feed are written.
#include <gtest/gtest.h>

#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "unit/store/shortcuts.h"

namespace wirefold::store {
namespace {

class SavedFeeds : public testing::Test {
 protected:
  /// Saves the state and returns what is stored then.
  FeedState saved(const FeedState& state) {
    change(*database, [&](Transaction& to) { to.feeds().save(state); });
    return database->feeds().all().at(0);
  }

  test::TempDir dir;
  std::string path = dir.path("w.db");
  std::unique_ptr<Database> database = opened(path);
  FeedState feed =
      change(*database, [](Transaction& to) { return enter(to, "https://h.example/feed"); });
};

TEST_F(SavedFeeds, APollThatChangedNothingWritesOnlyThePoll) {
  feed.title = "Ours";
  saved(feed);
  run_sql(path, "UPDATE feed SET title = 'Another program''s'");
  feed.last_poll = feed.last_answer = kNow;
  feed.next_poll = kNow + std::chrono::hours(1);
  feed.rate = {1, 2};
  feed.status = 304;
  feed.why = 3;
  const FeedState stored = saved(feed);
  EXPECT_EQ(stored.title, "Another program's");
  EXPECT_EQ(stored.last_poll, kNow);
  EXPECT_EQ(stored.last_answer, kNow);
  EXPECT_EQ(stored.next_poll, feed.next_poll);
  EXPECT_EQ(stored.rate, feed.rate);
  EXPECT_EQ(stored.status, 304);
  EXPECT_EQ(stored.why, 3);
}

TEST_F(SavedFeeds, AChangeWritesAll) {
  feed.title = "Ours";
  saved(feed);
  run_sql(path, "UPDATE feed SET title = 'Another program''s'");
  feed.failures = 1;
  const FeedState stored = saved(feed);
  EXPECT_EQ(stored.title, "Ours") << "something else has changed";
  EXPECT_EQ(stored.failures, 1);
}

}  // namespace
}  // namespace wirefold::store
