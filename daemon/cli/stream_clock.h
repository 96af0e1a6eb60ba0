// The time in a stream of articles.
#pragma once

#include <array>
#include <chrono>
#include <optional>

#include "wirefold/base/time.h"

namespace wirefold::cli {

/// Dates further ahead of the time are doubtful.
inline constexpr std::chrono::days kLongestSilence(10);

/// The time in a stream of dated articles: the latest date so far. Dates more
/// than kLongestSilence ahead count only once there are three of them, so that one or two wrong
/// dates do not empty the window.
class StreamClock {
 public:
  /// Adds the date of an article and returns the time. Never falls.
  Timestamp take(Timestamp published);

 private:
  std::optional<Timestamp> now_;
  std::array<Timestamp, 3> latest_{};  // latest first
};

}  // namespace wirefold::cli
