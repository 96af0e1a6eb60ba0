// How often a feed has published lately.
#pragma once

namespace wirefold {

/// New entries over the time in which they were looked for; what is old counts less. Both 0: a feed
/// that was never read. schedule/publish_rate.h keeps it.
struct PublishRate {
  double entries = 0;
  double hours = 0;

  bool operator==(const PublishRate&) const = default;
};

}  // namespace wirefold
