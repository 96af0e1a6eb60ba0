// How often a feed has published recently.
#pragma once

namespace wirefold {

/// New entries and the time over which they appeared; old ones count less. Both are 0 for a feed
/// that was never read. schedule/publish_rate.h updates the rate.
struct PublishRate {
  double entries = 0;
  double hours = 0;

  bool operator==(const PublishRate&) const = default;
};

}  // namespace wirefold
