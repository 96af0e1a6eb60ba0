// Detects jumps of the wall clock.
#pragma once

#include <chrono>
#include <optional>

#include "wirefold/base/time.h"

namespace wirefold::app {

/// Compares the wall clock with a clock that only counts. Daylight saving and leap seconds are no
/// jumps, because the wall clock counts in UTC.
class ClockWatch {
 public:
  /// A smaller change is a correction of the clock and no jump.
  static constexpr std::chrono::seconds kLeastJump = std::chrono::minutes(1);

  /// How far the wall clock has moved ahead of `counted` since the last jump, or else since the
  /// first look; nullopt if that is no jump. `counted` never stops and never jumps
  /// (CLOCK_BOOTTIME).
  std::optional<std::chrono::seconds> look(Timestamp wall, std::chrono::seconds counted) {
    const std::chrono::seconds offset = wall.time_since_epoch() - counted;
    const std::chrono::seconds by = offset - offset_.value_or(offset);
    const bool jumped = by >= kLeastJump || by <= -kLeastJump;
    if (jumped || !offset_) offset_ = offset;
    return jumped ? std::optional(by) : std::nullopt;
  }

 private:
  // The offset after the last jump, or at the first look. Small corrections since then can add up
  // to a jump.
  std::optional<std::chrono::seconds> offset_;
};

}  // namespace wirefold::app
