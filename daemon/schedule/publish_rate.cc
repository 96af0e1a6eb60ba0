#include "wirefold/schedule/publish_rate.h"

#include <algorithm>
#include <cmath>

namespace wirefold::schedule {
namespace {

using Hours = std::chrono::duration<double, std::ratio<3600>>;

constexpr Hours kMemory(14 * 24);

}  // namespace

PublishRate rate_of(std::span<const Timestamp> published, Timestamp now) {
  PublishRate out;
  const auto horizon = std::chrono::duration_cast<std::chrono::seconds>(kMemory);
  Timestamp oldest = now;
  bool reaches_back = false;  // an older entry: the feed covers the whole time
  for (const Timestamp t : published) {
    if (t > now) continue;
    reaches_back = reaches_back || t < now - horizon;
    if (t < now - horizon) continue;
    ++out.entries;
    oldest = std::min(oldest, t);
  }
  if (reaches_back) {
    out.hours = kMemory.count();
  } else if (out.entries > 0) {
    out.hours = Hours(now - oldest).count();
  }
  return out;
}

PublishRate after_poll(const PublishRate& rate, std::size_t fresh, std::chrono::seconds elapsed) {
  const Hours hours(std::max(elapsed, std::chrono::seconds(0)));
  const double kept = std::exp(-hours / kMemory);
  return {rate.entries * kept + static_cast<double>(fresh), rate.hours * kept + hours.count()};
}

std::chrono::seconds mean_gap(const PublishRate& rate) {
  return std::chrono::duration_cast<std::chrono::seconds>(
      Hours((rate.hours + 1) / (rate.entries + 1)));
}

}  // namespace wirefold::schedule
