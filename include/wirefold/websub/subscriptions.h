// Requests, renews and gives up our WebSub subscriptions.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "wirefold/config/config.h"
#include "wirefold/fetch/request.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/subscription.h"
#include "wirefold/store/feeds.h"
#include "wirefold/websub/callback_endpoint.h"
#include "wirefold/websub/sender.h"

namespace wirefold::websub {

/// Keeps at most one subscription per feed. It is requested when a feed first names a hub, again
/// with growing pauses until the hub verifies it, and before its lease ends. If a poll finds
/// entries that the hub did not report, the subscription ends and is requested anew. Fold thread
/// only. Changes of the store are made through `to`, within a transaction of the caller's.
class Subscriptions {
 public:
  Subscriptions(store::Feeds& stored, Sender& sender, CallbackEndpoint& callbacks, WallClock clock)
      : stored_(stored), sender_(sender), callbacks_(callbacks), clock_(std::move(clock)) {}

  /// Loads the stored subscriptions of feeds that may have one.
  void load(const config::Config& config, const std::map<FeedId, const FeedSource*>& feeds);

  /// True if the hub of `feed` sends new entries.
  bool is_active(FeedId feed) const;

  const Subscription* find(FeedId feed) const;

  /// Notes the hub of a feed, which a poll found, and the topic under which the hub has the feed.
  void note_hub(const FeedSource& source, FeedId feed, const std::string& hub,
                const std::string& topic, store::FeedWriter& to);

  /// Takes a hub's answer to our request.
  void answered(const fetch::Response& response, store::FeedWriter& to);

  /// Takes a hub's verification or refusal. False for a feed without a subscription.
  bool verified(const HubVerification& verification, store::FeedWriter& to);

  /// Notes that the hub of `feed` has delivered a document.
  void pushed(FeedId feed, store::FeedWriter& to);

  /// Notes that a poll found `fresh` entries that the hub had not reported. If there are any, an
  /// active subscription ends, and the hub is asked again later.
  void polled(FeedId feed, std::size_t fresh, store::FeedWriter& to);

 private:
  struct Known {
    Subscription subscription;
    std::shared_ptr<const FeedAccess> access;
    int missed = 0;  // polls in a row with entries that the hub had not reported
  };

  bool may_subscribe(const FeedSource& source) const;
  void plan(Known& known, Timestamp when);
  void retry(Known& known, const std::string& error, store::FeedWriter& to);

  store::Feeds& stored_;
  Sender& sender_;
  CallbackEndpoint& callbacks_;
  const WallClock clock_;
  std::string base_url_;
  bool on_ = false;
  std::chrono::seconds lease_{};
  std::map<FeedId, Known> known_;
};

}  // namespace wirefold::websub
