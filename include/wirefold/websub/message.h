// Messages about WebSub to the fold thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <variant>

#include "wirefold/model/ids.h"
#include "wirefold/model/subscriber.h"
#include "wirefold/websub/hub_quota.h"

namespace wirefold::websub {

/// A hub has verified a subscription of ours, or has refused it.
struct HubVerification {
  FeedId feed{};
  bool granted = false;
  std::chrono::seconds lease{};  ///< Set if granted.
  std::string reason;            ///< Set if refused.
};

/// A hub has delivered a feed's document.
struct Push {
  FeedId feed{};
  std::string body;
  std::string content_type;
};

/// A client asks our hub to subscribe it to one of our feeds, or to end its subscription.
struct SubscriptionRequest {
  bool subscribes = true;
  Subscriber subscriber;         ///< Without a lease: the request is not verified yet.
  std::chrono::seconds lease{};  ///< Requested; within the hub's limits.
  HubQuota::Place place;         ///< Its place among the requests that wait for verification.
};

/// The document of one of our feeds has changed.
struct TopicChanged {
  std::string topic;  ///< Path and query.
  std::string etag;   ///< Of the new document.
};

using Message = std::variant<HubVerification, Push, SubscriptionRequest, TopicChanged>;

/// Hands a message to the fold thread, without waiting. False if its queue has no room: the message
/// is then dropped, and its sender is asked to try again. Safe from any thread.
using MessageSink = std::function<bool(Message message)>;

/// Bytes of the document that the message carries; 0 for one that carries none.
std::size_t bytes_of(const Message& message);

}  // namespace wirefold::websub
