#include "wirefold/ingest/fold_clock.h"

#include <gtest/gtest.h>

#include "wirefold/ingest/young_articles.h"

namespace wirefold::ingest {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class FoldClockTest : public testing::Test {
 protected:
  Timestamp time{hours(1000)};
  FoldClock clock{[this] { return time; }};
};

TEST_F(FoldClockTest, DatesNoChangeBeforeAnEarlierOne) {
  const Timestamp first = clock.now();
  time -= hours(5);
  EXPECT_EQ(clock.now(), first);
  EXPECT_EQ(clock.wall(), first - hours(5));
  clock.go_on_after(first + hours(2));
  EXPECT_EQ(clock.now(), first + hours(2));
}

TEST_F(FoldClockTest, LeavesJumpsOutOfArrivals) {
  const Timestamp first = clock.arrival(time);
  time += hours(24 * 365);
  clock.jumped(hours(24 * 365));
  EXPECT_EQ(clock.arrival(time + seconds(1)), first + seconds(1));
  EXPECT_EQ(clock.arrival(time), first + seconds(1)) << "an arrival is never before an earlier one";
}

TEST_F(FoldClockTest, RestoredArrivalsAreNotInTheFuture) {
  EXPECT_EQ(clock.restored_arrival(time + hours(9)), time);
  EXPECT_EQ(clock.restored_arrival(time - hours(9)), time);
}

TEST_F(FoldClockTest, ArticlesSettleInOrder) {
  YoungArticles young(clock);
  young.set_settle(hours(2));
  young.add(ArticleId{1}, time);
  young.add(ArticleId{2}, time + hours(1));
  young.add(ArticleId{3}, time + hours(3));
  EXPECT_FALSE(young.take_settled());
  time += hours(4);
  EXPECT_EQ(young.take_settled(), ArticleId{2});
  EXPECT_FALSE(young.take_settled());
  time += hours(10);
  young.shift(hours(10));
  EXPECT_FALSE(young.take_settled()) << "the clock has only jumped";
  time += hours(2);
  EXPECT_EQ(young.take_settled(), ArticleId{3});
}

}  // namespace
}  // namespace wirefold::ingest
