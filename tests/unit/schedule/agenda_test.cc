#include "wirefold/schedule/agenda.h"

#include <gtest/gtest.h>

#include <vector>

namespace wirefold::schedule {
namespace {

using std::chrono::seconds;

const Timestamp kNow = Timestamp(std::chrono::hours(480000));

class AgendaTest : public testing::Test {
 protected:
  AgendaTest() { agenda.set_limits({2, seconds(2), 1}); }

  /// The next job at `now`, 0 if there is none.
  std::uint64_t take(Timestamp now) { return agenda.take(now).value_or(0); }

  Agenda agenda;
};

TEST_F(AgendaTest, GivesWhatIsDueLongestFirst) {
  agenda.put(1, "a", kNow);
  agenda.put(2, "b", kNow - seconds(5));
  agenda.put(3, "c", kNow + seconds(1));
  EXPECT_EQ(take(kNow), 2u);
  EXPECT_EQ(take(kNow), 1u);
  EXPECT_EQ(take(kNow), 0u);
  EXPECT_EQ(agenda.next_change(), kNow + seconds(1));
}

TEST_F(AgendaTest, SpacesTheRequestsOfOneHost) {
  for (std::uint64_t key = 1; key <= 3; ++key) agenda.put(key, "a", kNow - seconds(9));
  EXPECT_EQ(take(kNow), 1u);
  EXPECT_EQ(take(kNow), 0u);
  EXPECT_EQ(agenda.next_change(), kNow + seconds(2));
  EXPECT_EQ(take(kNow + seconds(2)), 2u);
  EXPECT_EQ(take(kNow + seconds(9)), 0u) << "two are on their way";
  EXPECT_EQ(agenda.next_change(), std::nullopt);
  agenda.end("a", kNow + seconds(9));
  EXPECT_EQ(take(kNow + seconds(9)), 3u);
}

TEST_F(AgendaTest, LetsNoHostWaitForAnother) {
  for (std::uint64_t key = 1; key <= 100; ++key) agenda.put(key, "big", kNow - seconds(999));
  agenda.put(200, "small", kNow);
  EXPECT_EQ(take(kNow), 1u);
  EXPECT_EQ(take(kNow), 200u);
}

TEST_F(AgendaTest, LeavesAHostAloneThatAskedForIt) {
  agenda.put(1, "a", kNow);
  agenda.put(2, "b", kNow);
  agenda.block("a", kNow + seconds(60));
  agenda.block("a", kNow + seconds(30));
  EXPECT_EQ(take(kNow), 2u);
  EXPECT_EQ(take(kNow + seconds(59)), 0u);
  EXPECT_EQ(take(kNow + seconds(60)), 1u);
}

TEST_F(AgendaTest, GivesSlowHostsASmallPart) {
  for (const char* host : {"a", "b"}) {
    agenda.begin(host, kNow);
    agenda.end(host, kNow, true);
  }
  agenda.put(1, "a", kNow);
  agenda.put(2, "b", kNow);
  agenda.put(3, "c", kNow + seconds(5));
  EXPECT_EQ(take(kNow + seconds(5)), 1u);
  EXPECT_EQ(take(kNow + seconds(5)), 3u) << "one slow host at a time";
  EXPECT_EQ(take(kNow + seconds(5)), 0u);
  agenda.end("a", kNow + seconds(35), true);
  EXPECT_EQ(take(kNow + seconds(35)), 2u);
  agenda.end("b", kNow + seconds(36), false);
  agenda.put(1, "a", kNow);
  agenda.put(2, "b", kNow);
  EXPECT_NE(take(kNow + seconds(50)), 0u);
  EXPECT_NE(take(kNow + seconds(50)), 0u) << "one has recovered";
}

TEST_F(AgendaTest, PutsAJobInThePlaceOfItsEarlierPlan) {
  agenda.put(1, "a", kNow);
  agenda.put(1, "b", kNow + seconds(7));
  EXPECT_EQ(agenda.size(), 1u);
  EXPECT_EQ(take(kNow), 0u);
  EXPECT_EQ(take(kNow + seconds(7)), 1u);
  agenda.put(2, "a", kNow);
  agenda.remove(2);
  EXPECT_EQ(take(kNow + seconds(99)), 0u);
}

TEST_F(AgendaTest, CountsTransfersThatAreNoJobs) {
  EXPECT_EQ(agenda.opens("a"), Timestamp::min());
  agenda.begin("a", kNow);
  EXPECT_EQ(agenda.opens("a"), kNow + seconds(2));
  agenda.begin("a", kNow + seconds(2));
  EXPECT_EQ(agenda.opens("a"), std::nullopt);
  agenda.put(1, "a", kNow);
  EXPECT_EQ(take(kNow + seconds(9)), 0u);
  agenda.end("a", kNow + seconds(9));
  EXPECT_EQ(take(kNow + seconds(9)), 1u);
}

TEST_F(AgendaTest, HoldsLocalFilesBackForNothing) {
  for (std::uint64_t key = 1; key <= 50; ++key) agenda.put(key, "", kNow);
  for (std::uint64_t key = 1; key <= 50; ++key) EXPECT_EQ(take(kNow), key);
}

TEST_F(AgendaTest, ForgetsHostsWithNothingToDo) {
  for (int i = 0; i < 5000; ++i) {
    const std::string host = "h" + std::to_string(i);
    agenda.begin(host, kNow + seconds(10 * i));
    agenda.end(host, kNow + seconds(10 * i));
  }
  EXPECT_LT(agenda.hosts(), 2000u);
}

TEST_F(AgendaTest, ForgetsHostsThatWereSlowOrAskedForAPauseWhenTheyAreMany) {
  for (int i = 0; i < 100'000; ++i) {
    const std::string host = "h" + std::to_string(i) + ".example";
    agenda.begin(host, kNow);
    agenda.end(host, kNow, i % 2 == 0);
    if (i % 2 == 1) agenda.block(host, kNow + seconds(100'000 + i));
  }
  EXPECT_LT(agenda.hosts(), 2 * schedule::Agenda::kMostIdleHosts + 1000);
  EXPECT_GT(*agenda.opens("h99999.example"), kNow) << "the longest pauses are kept";
}

TEST_F(AgendaTest, NoNumberOfHostsOustsOneWithAJob) {
  agenda.put(1, "good.example", kNow + seconds(50));
  for (int i = 0; i < 100'000; ++i) {
    const std::string host = "h" + std::to_string(i) + ".example";
    agenda.begin(host, kNow);
    agenda.end(host, kNow, true);
  }
  EXPECT_EQ(agenda.take(kNow + seconds(50)), 1u);
}

}  // namespace
}  // namespace wirefold::schedule
