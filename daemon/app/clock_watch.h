// Notices when somebody sets the clock.
#pragma once

#include <chrono>
#include <optional>

#include "wirefold/base/time.h"

namespace wirefold::app {

/// Holds the wall clock against one that only counts. Daylight saving and leap seconds are no
/// jumps: the wall clock counts in UTC.
class ClockWatch {
 public:
  /// By less than this a clock is corrected, not set.
  static constexpr std::chrono::seconds kLeastJump = std::chrono::minutes(1);

  /// How much further the wall clock has gone than time since the last look, if that is a jump.
  /// `counted` never stops and never jumps (CLOCK_BOOTTIME).
  std::optional<std::chrono::seconds> look(Timestamp wall, std::chrono::seconds counted) {
    const std::chrono::seconds offset = wall.time_since_epoch() - counted;
    const std::chrono::seconds by = offset - offset_.value_or(offset);
    const bool jumped = by >= kLeastJump || by <= -kLeastJump;
    if (jumped || !offset_) offset_ = offset;
    return jumped ? std::optional(by) : std::nullopt;
  }

 private:
  std::optional<std::chrono::seconds> offset_;  // of the last jump: many small ones add up to one
};

}  // namespace wirefold::app
