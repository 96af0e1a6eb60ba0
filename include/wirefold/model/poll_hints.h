// A feed document's own hints about how often to poll it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace wirefold {

/// Absent or 0: the document gives no hint.
struct PollHints {
  std::optional<int> ttl_minutes;  ///< `ttl` of RSS 2.0.
  std::uint32_t skip_hours = 0;    ///< `skipHours` of RSS 2.0: bit 0 is 00:00 to 00:59 GMT.
  std::uint8_t skip_days = 0;      ///< `skipDays` of RSS 2.0, in GMT: bit 0 is Sunday.
  /// `sy:updatePeriod` divided by `sy:updateFrequency` (RSS 1.0 module Syndication).
  std::optional<std::chrono::seconds> update_period;

  bool operator==(const PollHints&) const = default;
};

}  // namespace wirefold
