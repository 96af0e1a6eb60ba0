#include "wirefold/schedule/schedule.h"

#include <gtest/gtest.h>

#include <set>

namespace wirefold::schedule {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;

// A Sunday, 00:00 GMT.
const Timestamp kNow = std::chrono::sys_days(std::chrono::year(2024) / 11 / 10);

Poll answered() {
  Poll poll;
  poll.at = kNow;
  return poll;
}

Poll failed(int failures) {
  Poll poll;
  poll.at = kNow;
  poll.outcome = Outcome::kFailed;
  poll.failures = failures;
  return poll;
}

/// Expects a wait of `least`, lengthened by a jitter of at most a tenth.
void expect_wait(const Poll& poll, seconds least, Why why, const Policy& policy = {}) {
  const Next next = next_poll(policy, poll, 7);
  ASSERT_TRUE(next.at);
  EXPECT_GE(*next.at - kNow, least);
  EXPECT_LE(*next.at - kNow, least + least / 10);
  EXPECT_EQ(next.why, why);
}

TEST(NextPoll, WaitsTheIntervalAndNothingMore) {
  EXPECT_EQ(next_poll({}, answered(), 7).at, kNow + 1h);
  EXPECT_EQ(next_poll({}, answered(), 7).why, Why::kInterval);
}

TEST(NextPoll, WaitsForTheLatestOfAllThatIsAskedFor) {
  Poll poll = answered();
  poll.fresh_for = 2h;
  expect_wait(poll, 2h, Why::kFresh);
  poll.hints.ttl_minutes = 180;
  expect_wait(poll, 3h, Why::kTtl);
  poll.hints.update_period = 4h;
  expect_wait(poll, 4h, Why::kUpdatePeriod);
  poll.retry_after = 5h;
  expect_wait(poll, 5h, Why::kRetryAfter);
  poll.fresh_for = 10min;
  expect_wait(poll, 5h, Why::kRetryAfter);
  poll.validators = false;
  expect_wait(poll, 24h, Why::kUnvalidated);
}

TEST(NextPoll, AsksRarelyWhatPublishesRarely) {
  Poll poll = answered();
  poll.listed = 20;
  poll.rate = {100, 100};
  EXPECT_EQ(next_poll({}, poll, 7).why, Why::kInterval) << "an entry an hour";
  poll.rate = {13, 14 * 24 - 1};  // one entry in 24 h
  expect_wait(poll, seconds(7200), Why::kSeldom);
  poll.rate = {0, 100 * 24 - 1};
  expect_wait(poll, 20h, Why::kSeldom, {1h, 24h, 100h});
  poll.rate = {0, 300 * 24 - 1};
  expect_wait(poll, 24h, Why::kSeldom);
}

TEST(NextPoll, ComesBackSoonWhereHalfOfTheEntriesWereNew) {
  Poll poll = answered();
  poll.rate = {13, 14 * 24 - 1};
  poll.listed = 20;
  poll.fresh = 9;
  EXPECT_EQ(next_poll({}, poll, 7).why, Why::kSeldom);
  poll.fresh = 10;
  EXPECT_EQ(next_poll({}, poll, 7).at, kNow + 1h);
  poll.listed = 0;
  poll.fresh = 0;
  EXPECT_EQ(next_poll({}, poll, 7).why, Why::kSeldom);
}

/// A feed that lists 20 entries, one every `gap`, at a poll that brought some.
Poll busy(seconds gap) {
  Poll poll = answered();
  poll.listed = 20;
  poll.fresh = 3;
  poll.since_answer = 3 * gap;
  poll.half_age = 10 * gap;
  poll.rate = {14 * 86400.0 / static_cast<double>(gap.count()), 14 * 24};
  return poll;
}

TEST(NextPoll, AsksBeforeHalfOfTheListIsReplaced) {
  for (const bool validators : {true, false}) {
    for (const bool pushed : {true, false}) {
      Poll poll = busy(30min);  // half of the list in 5 h
      poll.validators = validators;
      poll.pushed = pushed;
      if (validators && !pushed) continue;  // polled at the interval anyway
      expect_wait(poll, 298min, Why::kTurnover);
    }
  }
  Poll slow = busy(3h);
  slow.validators = false;
  expect_wait(slow, 24h, Why::kUnvalidated);
}

TEST(NextPoll, TakesTheFastestSignOfATurnover) {
  Poll poll = busy(3h);
  poll.validators = false;
  poll.half_age = 4h;
  expect_wait(poll, 4h, Why::kTurnover);
  poll.half_age = 30min;
  expect_wait(poll, 1h, Why::kInterval);
  poll = busy(3h);
  poll.validators = false;
  poll.fresh = 9;  // 9 entries in 9 h
  expect_wait(poll, 10h, Why::kTurnover);
  poll.fresh = 20;
  expect_wait(poll, 1h, Why::kInterval);
}

TEST(NextPoll, KnowsNoTurnoverOfAListThatSaysNothing) {
  Poll poll = answered();
  poll.validators = false;
  expect_wait(poll, 24h, Why::kUnvalidated);
  poll.listed = 1;
  expect_wait(poll, 24h, Why::kUnvalidated);
  poll.listed = 20;  // no dates: one entry an hour is assumed until a rate is measured
  expect_wait(poll, 10h, Why::kTurnover);
}

TEST(NextPoll, KeepsWhatAServerAsksForThoughTheListIsReplaced) {
  Poll poll = busy(1min);
  poll.fresh_for = 5h;
  expect_wait(poll, 5h, Why::kFresh);
  poll = busy(1min);
  poll.hints.ttl_minutes = 120;
  expect_wait(poll, 2h, Why::kTtl);
}

TEST(NextPoll, AsksSoonerWhereABusyFeedInvites) {
  Poll poll = busy(10min);
  expect_wait(poll, 1h, Why::kInterval);
  poll.fresh_for = 5min;
  expect_wait(poll, 15min, Why::kInvited);
  poll.hints.ttl_minutes = 0;
  expect_wait(poll, 15min, Why::kInvited);
  poll.hints.ttl_minutes = 40;
  expect_wait(poll, 40min, Why::kInvited);
  poll.hints.update_period = 1h;
  expect_wait(poll, 1h, Why::kInterval);
  poll = busy(10min);
  poll.hints.update_period = 10min;
  Policy careful;
  careful.invited = 30min;
  expect_wait(poll, 30min, Why::kInvited, careful);
  careful.invited = 1min;
  expect_wait(poll, 15min, Why::kInvited, careful);
  poll.pushed = true;
  EXPECT_GE(*next_poll({}, poll, 7).at, kNow + 1h);
}

TEST(NextPoll, IsInvitedByABurstToo) {
  Poll poll = busy(24h);
  poll.fresh_for = 5min;
  expect_wait(poll, 116min, Why::kSeldom);
  poll.since_answer = 1h;
  poll.fresh = 10;
  expect_wait(poll, 15min, Why::kInvited);
}

TEST(NextPoll, RepeatsAFailedPollBeforeTheListIsReplaced) {
  Poll poll = failed(1);
  poll.listed = 20;
  poll.rate = {14 * 24 * 10, 14 * 24};  // all of the list in two hours
  expect_wait(poll, 30min, Why::kBackOff);
  poll.failures = 2;
  expect_wait(poll, 1h, Why::kBackOff);
  poll.failures = 1;
  poll.limited = true;
  expect_wait(poll, 1h, Why::kBackOff);
  poll.limited = false;
  poll.rate = {14 * 24 * 100, 14 * 24};
  expect_wait(poll, 15min, Why::kBackOff);
  Policy own;
  own.interval = own.invited = 6h;
  expect_wait(poll, 6h, Why::kBackOff, own);
  poll.rate = {14 * 24, 14 * 24};
  expect_wait(poll, 1h, Why::kBackOff);
}

TEST(NextPoll, AsksRarelyWhatIsPushed) {
  Poll poll = answered();
  poll.pushed = true;
  expect_wait(poll, 24h, Why::kPushed);
}

TEST(NextPoll, DoublesTheWaitWithEachFailure) {
  expect_wait(failed(1), 1h, Why::kBackOff);
  expect_wait(failed(2), 2h, Why::kBackOff);
  expect_wait(failed(4), 8h, Why::kBackOff);
}

TEST(NextPoll, WaitsAnHourAtLeastWhereItIsAskedTooMuch) {
  Poll poll = failed(1);
  expect_wait(poll, 15min, Why::kBackOff, {15min});
  poll.limited = true;
  expect_wait(poll, 1h, Why::kBackOff, {15min});
}

TEST(NextPoll, TriesSoonWhatNobodyCouldReach) {
  Poll poll = failed(9);
  poll.outcome = Outcome::kUnreachable;
  expect_wait(poll, 1min, Why::kUnreachable);
}

TEST(NextPoll, NeverWaitsBeyondTheCeilingAndSaysSo) {
  const auto most = days(7) + 30min;
  const Next back_off = next_poll({}, failed(1000000), 7);
  EXPECT_LE(*back_off.at - kNow, most);
  EXPECT_FALSE(back_off.capped);
  Poll poll = answered();
  poll.fresh_for = days(365);
  const Next capped = next_poll({}, poll, 7);
  EXPECT_GE(*capped.at - kNow, days(7));
  EXPECT_LE(*capped.at - kNow, most);
  EXPECT_TRUE(capped.capped);
  poll.fresh_for = 2h;
  EXPECT_FALSE(next_poll({}, poll, 7).capped);
}

TEST(NextPoll, KeepsAnIntervalLongerThanTheCeiling) {
  EXPECT_EQ(next_poll({days(9)}, answered(), 7).at, kNow + days(9));
}

TEST(NextPoll, NeverComesBackToWhatIsGone) {
  Poll poll = failed(1);
  poll.outcome = Outcome::kGone;
  const Next next = next_poll({}, poll, 7);
  EXPECT_EQ(next.at, std::nullopt);
  EXPECT_EQ(next.why, Why::kGone);
}

TEST(NextPoll, MovesOutOfTheHoursThatAreSkipped) {
  Poll poll = answered();
  poll.hints.skip_hours = 0b1110;  // 01:00 to 03:59
  const Next next = next_poll({}, poll, 7);
  EXPECT_GE(*next.at, kNow + 4h);
  EXPECT_LE(*next.at, kNow + 4h + 10min);
  EXPECT_EQ(next.why, Why::kSkip);
}

TEST(NextPoll, MovesOutOfTheDaysThatAreSkipped) {
  Poll poll = answered();
  poll.hints.skip_days = 0b11;  // Sunday and Monday
  EXPECT_GE(*next_poll({}, poll, 7).at, kNow + days(2));
  EXPECT_LE(*next_poll({}, poll, 7).at, kNow + days(2) + 10min);
}

TEST(NextPoll, TakesAFeedThatSkipsEverythingAtNoWord) {
  Poll poll = answered();
  poll.hints.skip_hours = 0xffffff;
  EXPECT_EQ(next_poll({}, poll, 7).at, kNow + 1h);
}

TEST(NextPoll, SpreadsFeedsThatFailedTogether) {
  std::set<Timestamp> times;
  for (std::uint64_t feed = 0; feed < 100; ++feed) {
    times.insert(*next_poll({}, failed(2), feed).at);
  }
  EXPECT_GT(times.size(), 80u);
}

TEST(NextPoll, HasWordsForEveryReason) {
  for (int number = 0; number <= 15; ++number) {
    EXPECT_FALSE(words(why_of(number)).empty());
    EXPECT_EQ(static_cast<int>(why_of(number)), number);
  }
  EXPECT_EQ(why_of(16), Why::kNew);
  EXPECT_EQ(why_of(-1), Why::kNew);
}

TEST(NextPoll, WaitsAnHourAfterACrashAndTwiceAsLongAfterTheNext) {
  const auto wait = [](int crashes) {
    Poll poll;
    poll.at = kNow;
    poll.outcome = Outcome::kCrashed;
    poll.crashes = crashes;
    const Next next = next_poll({}, poll, 1);
    EXPECT_EQ(next.why, Why::kCrashed);
    EXPECT_FALSE(next.capped) << "no server asked for it";
    return *next.at - kNow;
  };
  EXPECT_EQ(wait(1), std::chrono::hours(1));
  EXPECT_EQ(wait(2), std::chrono::hours(2));
  EXPECT_EQ(wait(5), std::chrono::hours(16));
  EXPECT_EQ(wait(1'000'000), Policy().ceiling);
}

}  // namespace
}  // namespace wirefold::schedule
