#include "turnover.h"

#include <algorithm>

#include "wirefold/schedule/publish_rate.h"

namespace wirefold::schedule {
namespace {

using std::chrono::seconds;

// Fewer new entries tell little about a rate.
constexpr std::size_t kFewest = 3;

/// `time` * `entries` / `among`.
seconds scaled(seconds time, double entries, double among) {
  return seconds(static_cast<std::int64_t>(static_cast<double>(time.count()) * entries / among));
}

}  // namespace

std::optional<seconds> half_turnover(const Poll& poll) {
  if (poll.listed == 0) return std::nullopt;
  if (poll.fresh > 1 && poll.fresh >= poll.listed) return seconds(0);
  const auto half = static_cast<double>(poll.listed) / 2;
  std::optional<seconds> out;
  const auto lower = [&out](seconds time) { out = out ? std::min(*out, time) : time; };
  // Before anything is measured, a list of one entry says nothing about its pace.
  const bool measured = poll.rate.hours > 0;
  if (measured || poll.listed > 1) lower(scaled(mean_gap(poll.rate), half, 1));
  if (poll.half_age) lower(*poll.half_age);
  if (poll.fresh >= kFewest && poll.since_answer) {
    lower(scaled(*poll.since_answer, half, static_cast<double>(poll.fresh)));
  }
  return out;
}

}  // namespace wirefold::schedule
