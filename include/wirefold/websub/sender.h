// How WebSub requests go out.
#pragma once

#include <cstdint>

#include "wirefold/base/time.h"
#include "wirefold/fetch/request.h"
#include "wirefold/model/ids.h"
#include "wirefold/websub/outbox.h"

namespace wirefold::websub {

/// Sends the requests of our subscriptions and of our hub, each when it is due and its host has
/// room. The answers come back as fetch::Response. Safe from any thread.
class Sender {
 public:
  virtual ~Sender() = default;

  /// Sends a subscription request for a feed to its hub at `when`. It replaces an earlier request
  /// for the same feed that has not gone out.
  virtual void plan_hub_request(fetch::Request request, Timestamp when) = 0;
  virtual void drop_hub_request(FeedId feed) = 0;

  /// Sends a verification or a delivery of our hub at `when` or later: polls go first.
  virtual void send_at(OutgoingRequest outgoing, Timestamp when) = 0;

  /// Drops the request of send_at() with this number (fetch::Tag::number), unless it has gone out.
  virtual void drop_send(std::uint64_t number) = 0;

  /// Drops all requests of send_at() that have not gone out: our hub is closed.
  virtual void drop_sends() = 0;
};

}  // namespace wirefold::websub
