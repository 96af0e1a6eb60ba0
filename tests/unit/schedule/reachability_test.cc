#include "wirefold/schedule/reachability.h"

#include <gtest/gtest.h>

namespace wirefold::schedule {
namespace {

const Timestamp kNow = Timestamp(std::chrono::hours(480000));

TEST(Reachability, BlamesAHostThatStaysAwayWhileOthersAnswer) {
  Reachability reach;
  EXPECT_FALSE(reach.unreachable("a", kNow));
  EXPECT_FALSE(reach.counts(false)) << "once is not enough";
  EXPECT_FALSE(reach.answered());
  EXPECT_FALSE(reach.unreachable("a", kNow));
  EXPECT_TRUE(reach.counts(true));
}

TEST(Reachability, IsCutOffWhenThreeHostsAreSilent) {
  Reachability reach;
  reach.unreachable("a", kNow);
  reach.unreachable("a", kNow);
  reach.unreachable("a", kNow);
  EXPECT_FALSE(reach.cut_off()) << "one host is no world";
  reach.unreachable("b", kNow);
  EXPECT_TRUE(reach.unreachable("c", kNow));
  EXPECT_TRUE(reach.cut_off());
  EXPECT_FALSE(reach.counts(true));
  EXPECT_FALSE(reach.unreachable("d", kNow)) << "that is known";
  EXPECT_TRUE(reach.answered());
  EXPECT_FALSE(reach.cut_off());
  EXPECT_FALSE(reach.answered());
}

TEST(Reachability, ProbesMoreAndMoreRarely) {
  Reachability reach;
  for (const char* host : {"a", "b", "c"}) reach.unreachable(host, kNow);
  EXPECT_EQ(reach.next_probe() - kNow, std::chrono::seconds(30));
  reach.unreachable("a", kNow);
  EXPECT_EQ(reach.next_probe() - kNow, std::chrono::seconds(60));
  for (int i = 0; i < 20; ++i) reach.unreachable("a", kNow);
  EXPECT_EQ(reach.next_probe() - kNow, std::chrono::minutes(10));
}

}  // namespace
}  // namespace wirefold::schedule
