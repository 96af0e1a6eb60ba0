#include "stream_clock.h"

#include <algorithm>
#include <functional>

namespace wirefold::cli {

Timestamp StreamClock::take(Timestamp published) {
  if (published > latest_.back()) {
    latest_.back() = published;
    std::sort(latest_.begin(), latest_.end(), std::greater<>());
  }
  if (!now_) now_ = published;
  const bool plausible = published <= *now_ + kLongestSilence;
  now_ = std::max({*now_, plausible ? published : *now_, latest_.back()});
  return *now_;
}

}  // namespace wirefold::cli
