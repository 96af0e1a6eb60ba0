// The port of the poller: the state of feeds, and our subscriptions to hubs.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "wirefold/model/feed.h"
#include "wirefold/model/subscription.h"

namespace wirefold::store {

/// All methods throw StoreError.
class Feeds {
 public:
  virtual ~Feeds() = default;

  /// All feeds that were ever on the list, by rising id.
  virtual std::vector<FeedState> all() = 0;

  /// Feeds that are due at once: new feeds, and feeds after store::retry_feed().
  virtual std::vector<FeedState> due() = 0;

  /// Feeds whose publisher is not known.
  virtual std::vector<FeedState> without_publisher() = 0;

  /// FeedState::icon of one feed; empty for an unknown id.
  virtual std::string icon(FeedId feed) = 0;

  /// The subscriptions to hubs, at most one per feed.
  virtual std::vector<Subscription> subscriptions() = 0;
};

/// Changes feeds and subscriptions within a Transaction.
class FeedWriter {
 public:
  virtual ~FeedWriter() = default;

  /// The states of the feeds at `urls`, in the same order. Adds the unknown feeds.
  virtual std::vector<FeedState> enter(std::span<const std::string> urls) = 0;
  virtual void save(const FeedState& state) = 0;
  virtual void save(const Subscription& subscription) = 0;
};

}  // namespace wirefold::store
