#include "wirefold/schedule/schedule.h"

#include <gtest/gtest.h>

#include <set>

namespace wirefold::schedule {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;

const Timestamp kNow = Timestamp(std::chrono::hours(480000));

/// The wait without its jitter is at most this much shorter.
void expect_wait(const Poll& poll, seconds least, const Policy& policy = {}) {
  const auto next = next_poll(policy, poll, 7);
  ASSERT_TRUE(next);
  EXPECT_GE(*next - kNow, least);
  EXPECT_LE(*next - kNow, least + least / 10);
}

TEST(NextPoll, WaitsTheIntervalAtLeast) { expect_wait({kNow}, 1h); }

TEST(NextPoll, WaitsForTheLatestOfAllThatIsAskedFor) {
  Poll poll{kNow};
  poll.fresh_for = 2h;
  expect_wait(poll, 2h);
  poll.ttl_minutes = 180;
  expect_wait(poll, 3h);
  poll.retry_after = 5h;
  expect_wait(poll, 5h);
  poll.fresh_for = 10min;
  expect_wait(poll, 5h);
}

TEST(NextPoll, DoublesTheWaitWithEachFailure) {
  expect_wait({kNow, Outcome::kFailed, 1}, 2h);
  expect_wait({kNow, Outcome::kFailed, 3}, 8h);
}

TEST(NextPoll, NeverWaitsBeyondTheCeiling) {
  expect_wait({kNow, Outcome::kFailed, 1000000}, days(7));
  Poll poll{kNow};
  poll.fresh_for = days(365);
  expect_wait(poll, days(7));
}

TEST(NextPoll, KeepsAnIntervalLongerThanTheCeiling) {
  expect_wait({kNow}, days(9), {days(9), days(7)});
}

TEST(NextPoll, NeverComesBackToWhatIsGone) {
  EXPECT_EQ(next_poll({}, {kNow, Outcome::kGone, 1}, 7), std::nullopt);
}

TEST(NextPoll, SpreadsFeedsThatFailedTogether) {
  std::set<Timestamp> times;
  for (std::uint64_t feed = 0; feed < 100; ++feed) {
    times.insert(*next_poll({}, {kNow, Outcome::kFailed, 2}, feed));
  }
  EXPECT_GT(times.size(), 80u);
}

}  // namespace
}  // namespace wirefold::schedule
