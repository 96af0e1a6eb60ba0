// What the fold thread is asked to do.
#pragma once

#include <chrono>
#include <string>
#include <variant>

#include "wirefold/websub/hub_quota.h"
#include "wirefold/config/config.h"
#include "wirefold/fetch/fetch_loop.h"
#include "wirefold/model/subscriber.h"

namespace wirefold::app {

/// A new configuration takes effect between two documents, never within one.
struct Reload {
  config::Config config;
};

/// A WebSub hub has verified that we asked for a subscription, or said that we do not get it.
struct HubWord {
  FeedId feed{};
  bool granted = false;
  std::chrono::seconds lease{};  ///< Of a grant.
  std::string reason;            ///< Of a refusal.
};

/// A WebSub hub has brought a feed's document.
struct Push {
  FeedId feed{};
  std::string body;
  std::string content_type;
};

/// Somebody wants to subscribe to one of our feeds at our hub, or not any more.
struct HubWish {
  bool subscribes = true;
  HubSubscriber subscriber;  ///< Its lease is not agreed on yet.
  std::chrono::seconds lease{};
  HubQuota::Place place;  ///< Among those who wait for an answer.
};

/// One of our feeds has been made anew.
struct TopicNews {
  std::string topic;  ///< Path and query.
  std::string etag;   ///< Of the document as it is now.
};

using Work = std::variant<fetch::Response, Reload, HubWord, Push, HubWish, TopicNews>;

/// Of the document that it brings, if it brings one.
std::size_t bytes_of(const Work& work);

}  // namespace wirefold::app
