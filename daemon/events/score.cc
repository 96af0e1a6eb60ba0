#include "wirefold/events/score.h"

#include <algorithm>
#include <cmath>

namespace wirefold::events {
namespace {

constexpr double kBestShare = 0.25;

// Common words are left out of the vectors. With them, the cosines of a stream at its beginning
// were larger by so much; so the thresholds are those that were measured with them.
constexpr double kScale = 1.12;

constexpr double kADay = 0.022;
constexpr double kADoubling = 0.022;
constexpr double kSameOutlet = 0.09;

/// Days beyond the first.
double days_after(std::chrono::seconds time) {
  return std::max(0.0, std::chrono::duration<double, std::ratio<86400>>(time).count() - 1);
}

}  // namespace

Score score_of(const Closeness& c) {
  return {kScale * (kBestShare * c.best + (1 - kBestShare) * c.mean),
          kADay * (days_after(c.to_best) + days_after(c.to_first)),
          kADoubling * std::log2(static_cast<double>(std::max<std::size_t>(1, c.reports))),
          c.same_outlet ? kSameOutlet : 0};
}

}  // namespace wirefold::events
