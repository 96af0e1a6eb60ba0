// What a WebSub subscriber and a hub say to each other (W3C Recommendation WebSub, 2018).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/model/subscription.h"

namespace wirefold::websub {

/// The body of a subscription request (section 5.1), application/x-www-form-urlencoded.
std::string subscription_form(const Subscription& subscription, std::string_view callback,
                              std::chrono::seconds lease);

/// Name and value of a query's arguments, as an HTTP server has decoded them.
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// What a hub asks of our callback (sections 5.2 and 5.3), or a subscriber of our hub (section
/// 5.1). Absent members are empty.
struct HubRequest {
  std::string mode;  ///< "subscribe", "unsubscribe" or "denied".
  std::string topic;
  std::string callback;  ///< Of a subscription request alone, as is the secret.
  std::string secret;
  std::string challenge;
  std::string reason;
  std::optional<std::chrono::seconds> lease;  ///< Nothing if it is no positive number.
};

HubRequest read_hub_request(const Arguments& arguments);

/// The arguments of a body that is application/x-www-form-urlencoded.
Arguments read_form(std::string_view body);

/// Where a hub asks `callback` whether `mode` is meant (section 5.3).
std::string verification_url(std::string_view callback, std::string_view mode,
                             std::string_view topic, std::string_view challenge,
                             std::chrono::seconds lease);

}  // namespace wirefold::websub
