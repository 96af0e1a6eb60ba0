// Our WebSub subscriptions: asked for, verified, renewed, and given up when a hub is dead.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/websub/callback_endpoint.h"
#include "wirefold/config/config.h"
#include "wirefold/fetch/request.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/subscription.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// One subscription a feed at most. Its hub is asked when the feed is first seen to have one, again
/// with growing pauses while it does not verify, and before a lease ends; a hub that kept silent
/// about what a poll then found is asked anew. Fold thread only, but for what PushReceiver takes.
class Subscriber {
 public:
  Subscriber(store::Store& store, Poller& poller, PushReceiver& receiver, Poller::Clock clock)
      : store_(store), poller_(poller), receiver_(receiver), clock_(std::move(clock)) {}

  /// Takes the stored subscriptions up, those of feeds that may have one.
  void load(const config::Config& config, const std::map<FeedId, const FeedSource*>& feeds);

  /// True if the hub of `feed` tells us what is new.
  bool is_active(FeedId feed) const;

  const Subscription* find(FeedId feed) const;

  /// A poll showed that a feed has a hub, and its name there.
  void note_hub(const FeedSource& source, FeedId feed, const std::string& hub,
                const std::string& topic);

  /// The hub's answer to a request of ours.
  void answered(const fetch::Response& response);

  /// The hub has verified the subscription, or refused it. True if something changed.
  bool heard(const HubWord& word);

  /// The hub has brought something.
  void pushed(FeedId feed);

  /// A poll found `fresh` entries of which the hub had said nothing. True if it is not relied on
  /// any longer.
  bool polled(FeedId feed, std::size_t fresh);

 private:
  struct Known {
    Subscription subscription;
    std::shared_ptr<const FeedAccess> access;
    int missed = 0;  // polls in a row that found what the hub had not said
  };

  bool may_subscribe(const FeedSource& source) const;
  void plan(Known& known, Timestamp when);
  void retry(Known& known, const std::string& error);
  void save(const Known& known);

  store::Store& store_;
  Poller& poller_;
  PushReceiver& receiver_;
  const Poller::Clock clock_;
  std::string base_url_;
  bool on_ = false;
  std::chrono::seconds lease_{};
  std::map<FeedId, Known> known_;
};

}  // namespace wirefold::app
