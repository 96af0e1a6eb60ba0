#include "wirefold/schedule/schedule.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "turnover.h"
#include "wirefold/base/hash.h"
#include "wirefold/schedule/publish_rate.h"

namespace wirefold::schedule {
namespace {

using std::chrono::seconds;

// 2^10 intervals of 15 minutes are 10 days, more than the default ceiling.
constexpr int kMaxDoublings = 10;

constexpr seconds kLeastAfterLimit = std::chrono::hours(1);
constexpr seconds kAfterCrash = std::chrono::hours(1);
constexpr seconds kMostJitter = std::chrono::minutes(30);
constexpr seconds kSkipJitter = std::chrono::minutes(10);

// Wait until the server is tried again; schedule::Reachability decides whether a failure counts.
constexpr seconds kUnreachableWait = std::chrono::minutes(1);

// Mean gap, in intervals, up to which a feed is polled at every interval.
constexpr double kOften = 6;

// Mean gap of a feed that publishes several entries an hour, and the fewest new entries in one poll
// that show it.
constexpr seconds kBusyGap = std::chrono::minutes(20);
constexpr std::size_t kBusyEntries = 3;

constexpr std::array<std::string_view, 16> kWords = {
    "it has not been polled yet",
    "that is the shortest interval",
    "the server sends no ETag and no Last-Modified, so each poll costs the whole document",
    "it publishes seldom",
    "the server's Cache-Control or Expires asks for it",
    "the server's Retry-After asks for it",
    "the feed's ttl asks for it",
    "the feed's sy:updatePeriod asks for it",
    "the feed's skipHours or skipDays ask for it",
    "the last poll failed, and each failure doubles the wait",
    "its WebSub hub notifies wirefold of new entries",
    "it could not be reached, and wirefold tries again before that counts as a failure",
    "the server says that it is gone for good (410)",
    "wirefold ended while it read the feed, and each time doubles the wait",
    "it publishes several entries an hour, and its server allows shorter intervals",
    "its list is replaced quickly, and the longest wait is half of that time",
};

/// A pseudo-random time to add to a wait, 0 to `most`.
seconds jitter(seconds most, std::uint64_t seed, Timestamp at) {
  const auto salt = static_cast<std::uint64_t>(at.time_since_epoch().count());
  const auto range = static_cast<std::uint64_t>(most.count()) + 1;
  return seconds(static_cast<std::int64_t>(mix_hash(seed, salt) % range));
}

/// The wait for a feed's rate, at least `least`. `least` itself if the poll found half of the list
/// new.
seconds suited(const Policy& policy, seconds least, const Poll& poll) {
  if (poll.fresh > 0 && 2 * poll.fresh >= poll.listed) return least;
  const auto interval = static_cast<double>(policy.interval.count());
  const auto gap = static_cast<double>(mean_gap(poll.rate).count());
  const double wait = std::sqrt(interval * gap / kOften);
  return std::clamp(seconds(static_cast<std::int64_t>(wait)), least,
                    std::max(policy.slowest, policy.interval));
}

/// True if several entries an hour come, on average or since the last poll.
bool is_busy(const Poll& poll) {
  if (mean_gap(poll.rate) <= kBusyGap) return true;
  return poll.fresh >= kBusyEntries && poll.since_answer &&
         *poll.since_answer <= kBusyGap * poll.fresh;
}

/// The longest time between two polls that the server or the feed names.
std::optional<seconds> said_to_be_enough(const Poll& poll) {
  std::optional<seconds> out = poll.fresh_for;
  const int ttl = poll.hints.ttl_minutes.value_or(0);
  if (ttl > 0) out = std::max<seconds>(out.value_or(seconds(0)), std::chrono::minutes(ttl));
  const auto period = poll.hints.update_period;
  return period ? std::max(out.value_or(seconds(0)), *period) : out;
}

/// The shortest time between two polls of this feed.
seconds least_wait(const Policy& policy, const Poll& poll) {
  const auto enough = said_to_be_enough(poll);
  if (poll.pushed || !enough || !is_busy(poll)) return policy.interval;
  return std::min(policy.interval, std::max({policy.invited, kLeastInterval, *enough}));
}

/// The first time from `t` on that the feed's hints do not skip; `t` if they skip all hours.
Timestamp unskipped(Timestamp t, const PollHints& hints) {
  using namespace std::chrono;
  Timestamp at = t;
  for (int hour = 0; hour < 8 * 24; ++hour) {
    const auto day = floor<days>(at);
    const unsigned weekday = year_month_weekday(day).weekday().c_encoding();
    const auto in_day = duration_cast<hours>(at - day).count();
    const bool skipped =
        (hints.skip_days >> weekday & 1U) != 0 || (hints.skip_hours >> in_day & 1U) != 0;
    if (!skipped) return at;
    at = floor<hours>(at) + hours(1);
  }
  return t;  // all hours are skipped: the hints mean nothing
}

/// The wait so far, and the reason for it.
class Longest {
 public:
  explicit Longest(seconds wait, Why why) : wait_(wait), why_(why) {}

  void raise(seconds wait, Why why) {
    if (wait <= wait_) return;
    wait_ = wait;
    why_ = why;
  }

  void raise(std::optional<seconds> wait, Why why) {
    if (wait) raise(*wait, why);
  }

  void lower(seconds wait, Why why) {
    if (wait >= wait_) return;
    wait_ = wait;
    why_ = why;
  }

  seconds wait() const { return wait_; }
  Why why() const { return why_; }

 private:
  seconds wait_;
  Why why_;
};

/// `wait`, doubled `times` - 1 times.
seconds doubled(seconds wait, int times) {
  return wait * (1 << std::clamp(times - 1, 0, kMaxDoublings));
}

/// The wait after a first failure. Half of the list may have been replaced since the last document,
/// and the other half is replaced in the same time again: the next try is in the middle of it.
seconds first_repeat(const Policy& policy, const Poll& poll) {
  const auto half = poll.rate.hours > 0 ? half_turnover(poll) : std::nullopt;
  if (!half) return policy.interval;
  return std::min(policy.interval, std::max({*half / 2, policy.invited, kLeastInterval}));
}

Longest own_wait(const Policy& policy, const Poll& poll) {
  if (poll.outcome == Outcome::kUnreachable) {
    return Longest(kUnreachableWait, Why::kUnreachable);
  }
  if (poll.outcome == Outcome::kFailed) {
    const seconds wait = doubled(first_repeat(policy, poll), poll.failures);
    return Longest(poll.limited ? std::max(wait, kLeastAfterLimit) : wait, Why::kBackOff);
  }
  if (poll.outcome == Outcome::kCrashed) {
    return Longest(doubled(kAfterCrash, poll.crashes), Why::kCrashed);
  }
  const seconds least = least_wait(policy, poll);
  const auto half = half_turnover(poll);
  Longest out(least, least < policy.interval ? Why::kInvited : Why::kInterval);
  if (half && *half <= least) return out;
  out.raise(suited(policy, least, poll), Why::kSeldom);
  if (!poll.validators) out.raise(policy.unvalidated, Why::kUnvalidated);
  if (poll.pushed) out.raise(policy.pushed, Why::kPushed);
  if (half) out.lower(*half, Why::kTurnover);
  return out;
}

}  // namespace

Why why_of(std::int64_t number) {
  const bool known = number >= 0 && number < static_cast<std::int64_t>(kWords.size());
  return known ? static_cast<Why>(number) : Why::kNew;
}

std::string_view words(Why why) { return kWords.at(static_cast<std::size_t>(why)); }

Next next_poll(const Policy& configured, const Poll& poll, std::uint64_t seed) {
  Policy policy = configured;
  policy.interval = std::max(policy.interval, kLeastInterval);
  if (poll.outcome == Outcome::kGone) return {std::nullopt, Why::kGone, false};
  Longest longest = own_wait(policy, poll);
  longest.raise(poll.fresh_for, Why::kFresh);
  longest.raise(poll.retry_after, Why::kRetryAfter);
  if (poll.outcome == Outcome::kAnswered) {
    longest.raise(poll.hints.update_period, Why::kUpdatePeriod);
    longest.raise(seconds(std::chrono::minutes(poll.hints.ttl_minutes.value_or(0))), Why::kTtl);
  }
  const seconds ceiling = std::max(policy.ceiling, policy.interval);
  Next next{std::nullopt, longest.why(), false};
  const bool own = longest.why() == Why::kBackOff || longest.why() == Why::kCrashed;
  next.capped = longest.wait() > ceiling && !own;
  seconds wait = std::min(longest.wait(), ceiling);
  if (longest.why() == Why::kBackOff || longest.why() == Why::kRetryAfter) {
    wait += jitter(std::min(wait / 10, kMostJitter), seed, poll.at);
  }
  next.at = poll.at + wait;
  if (const Timestamp moved = unskipped(*next.at, poll.hints); moved != *next.at) {
    next.at = moved + jitter(kSkipJitter, seed, poll.at);
    next.why = Why::kSkip;
  }
  return next;
}

}  // namespace wirefold::schedule
