// Reports the health of the feeds from their states.
#pragma once

#include <cstddef>
#include <vector>

#include "wirefold/model/feed.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/model/subscription.h"

namespace wirefold::crawl {

/// One feed of the list. The pointers must be valid while the report is made.
struct ReportedFeed {
  const FeedSource* source;
  const FeedState* state;
  const Subscription* subscription;  ///< May be null.
};

/// Counts all feeds and describes at most `most` of them: failing and gone ones first, then by next
/// poll. Sets only `feeds`, `pushed` and `lines`.
FeedHealth report_feeds(std::vector<ReportedFeed> feeds, std::size_t most, Timestamp now);

}  // namespace wirefold::crawl
