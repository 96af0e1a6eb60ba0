// How the feeds are, from what is remembered of them.
#pragma once

#include <cstddef>
#include <vector>

#include "wirefold/model/feed.h"
#include "wirefold/model/subscription.h"
#include "wirefold/model/feed_health.h"

namespace wirefold::app {

/// One feed of the list; all outlive the report's making. `subscription` may be null.
struct ReportedFeed {
  const FeedSource* source;
  const FeedState* state;
  const Subscription* subscription;
};

/// Counts of all and lines of `most`: those in trouble first, then by their next poll. Polls and
/// changes are left empty.
serve::FeedHealth report_feeds(std::vector<ReportedFeed> feeds, std::size_t most, Timestamp now);

}  // namespace wirefold::app
