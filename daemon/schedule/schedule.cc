#include "wirefold/schedule/schedule.h"

#include <algorithm>

#include "wirefold/base/hash.h"

namespace wirefold::schedule {
namespace {

using std::chrono::seconds;

// 2^10 intervals are past any ceiling.
constexpr int kMaxDoublings = 10;

seconds jitter(seconds wait, std::uint64_t seed, Timestamp at) {
  const auto tenth = static_cast<std::uint64_t>(wait.count()) / 10;
  const auto salt = static_cast<std::uint64_t>(at.time_since_epoch().count());
  return seconds(static_cast<std::int64_t>(mix_hash(seed, salt) % (tenth + 1)));
}

}  // namespace

std::optional<Timestamp> next_poll(const Policy& policy, const Poll& poll, std::uint64_t seed) {
  if (poll.outcome == Outcome::kGone) return std::nullopt;
  seconds wait = policy.interval;
  if (poll.outcome == Outcome::kFailed) wait *= 1 << std::clamp(poll.failures, 0, kMaxDoublings);
  wait = std::max(wait, poll.fresh_for.value_or(seconds(0)));
  wait = std::max(wait, poll.retry_after.value_or(seconds(0)));
  wait = std::max(wait, seconds(std::chrono::minutes(poll.ttl_minutes.value_or(0))));
  wait = std::min(wait, std::max(policy.ceiling, policy.interval));
  return poll.at + wait + jitter(wait, seed, poll.at);
}

}  // namespace wirefold::schedule
