// What is forgotten, and when, over days of simulated news.
#include "wirefold/ingest/retention_job.h"

#include <gtest/gtest.h>

#include <map>

#include "support/fold_thread.h"
#include "support/temp_dir.h"
#include "unit/store/by_hand.h"
#include "wirefold/store/maintenance.h"

namespace wirefold::ingest {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const Timestamp kNow = Timestamp(hours(480000));

config::Config keeping(std::chrono::seconds time) {
  config::Config config;
  config.state.keep = time;
  config.state.max_size = 0;
  config.fold.window = days(2);
  config.serve.stories = 10;
  return config;
}

TEST(MonthOfNews, TakesNoMoreRoomThanItsLastDays) {
  constexpr std::size_t kOutlets = 5;
  const test::TempDir dir;
  const std::string path = dir.path("w.db");
  // Each feed lists the last twelve days. The store keeps ten.
  test::WireWorld world({kOutlets, 3, 72, 40}, 1);
  test::FoldThread fold(path, kNow, kOutlets, keeping(days(10)));
  const auto day = [&] {
    for (int round = 0; round < 2; ++round) {
      world.go_on();
      fold.take(fold.documents(world));
      fold.wait(hours(12));
      while (fold.tidy()) {
      }
    }
  };
  const auto pages = [&] { return std::stoll(store::ask_sql(path, "PRAGMA page_count").at(0)); };
  for (int i = 0; i < 14; ++i) day();
  const auto articles = fold.store().reading().count_articles();
  const auto before = pages();
  for (int i = 14; i < 30; ++i) day();
  EXPECT_GT(articles, 200);
  EXPECT_NEAR(static_cast<double>(fold.store().reading().count_articles()),
              static_cast<double>(articles), 0.2 * static_cast<double>(articles));
  EXPECT_LT(pages(), before + before / 2) << "the log of events is not full yet";
  EXPECT_EQ(store::verify(path, [](std::size_t, std::size_t) {}), std::vector<std::string>());
  const auto told = store::ask_sql(path,
                                   "SELECT count(*) FROM event WHERE kind IN ('story', 'copy') "
                                   "GROUP BY json_extract(data, '$.link') ORDER BY 1 DESC LIMIT 1");
  EXPECT_EQ(told, std::vector<std::string>({"1"})) << "what was forgotten came back as new";
}

/// A database with an old and a new story, and its retention job.
class RetentionJobTest : public testing::Test {
 protected:
  RetentionJobTest() {
    const FeedId feed = test::enter(store, "https://h.example/feed").id;
    for (const Timestamp at : {kNow, kNow + days(20)}) {
      Article article;
      article.feed = feed;
      article.key = std::to_string(at.time_since_epoch().count());
      test::change(store, [&](auto& tx) {
        tx.folding().add_article(article, tx.folding().add_story(at, at), {}, "", at);
      });
    }
    config.serve.stories = 1;
  }

  void start(Timestamp at) {
    now = at;
    keeper = std::make_unique<RetentionJob>(store, [this] { return now; });
    keeper->load(config);
  }

  /// Does all work that is due after `time`. Returns whether the old story is still stored.
  bool keeps_after(std::chrono::seconds time) {
    now += time;
    while (keeper->step()) {
    }
    return store.reading().story(StoryId{1}).has_value();
  }

  config::Config config = keeping(days(10));
  Timestamp now{};
  const std::unique_ptr<store::Database> database = test::open_database(":memory:", kNow);
  store::Database& store = *database;
  std::unique_ptr<RetentionJob> keeper;
};

TEST_F(RetentionJobTest, WaitsUntilTheMachineHasSetItsClock) {
  start(kNow + days(20));
  EXPECT_TRUE(keeps_after(minutes(9)));
  EXPECT_FALSE(keeps_after(minutes(2)));
}

TEST_F(RetentionJobTest, KeepsAllForEverIfToldSo) {
  config.state.keep = std::chrono::seconds(0);
  start(kNow + days(20));
  EXPECT_TRUE(keeps_after(hours(2)));
}

TEST_F(RetentionJobTest, WaitsForADayWhereNothingWasStoredForLong) {
  start(kNow + days(9000));
  EXPECT_TRUE(keeps_after(hours(23)));
  EXPECT_FALSE(keeps_after(hours(2)));
}

TEST_F(RetentionJobTest, WaitsForADayAfterTheClockHasJumped) {
  start(kNow + days(21));
  now += days(9000);
  keeper->clock_jumped(days(9000));
  EXPECT_TRUE(keeps_after(hours(23)));
  now -= days(9000);
  keeper->clock_jumped(-days(9000));
  EXPECT_TRUE(keeps_after(hours(23)));
  EXPECT_FALSE(keeps_after(hours(2)));
}

}  // namespace
}  // namespace wirefold::ingest
