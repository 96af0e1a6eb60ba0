// The messages between a WebSub subscriber and a hub (W3C Recommendation WebSub, 2018).
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

/// Names and values of the arguments of a query or form, decoded.
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// A hub's request to our callback (sections 5.2 and 5.3), or a subscriber's request to our hub
/// (section 5.1). Absent members are empty.
struct HubRequest {
  std::string mode;  ///< "subscribe", "unsubscribe" or "denied".
  std::string topic;
  std::string callback;  ///< Only in a subscriber's request, as is the secret.
  std::string secret;
  std::string challenge;
  std::string reason;
  std::optional<std::chrono::seconds> lease;  ///< Empty if it is no positive number.
};

HubRequest read_hub_request(const Arguments& arguments);

/// The arguments of an application/x-www-form-urlencoded body, at most 100.
Arguments read_form(std::string_view body);

/// The URL at which a hub asks `callback` to confirm `mode` (section 5.3).
std::string verification_url(std::string_view callback, std::string_view mode,
                             std::string_view topic, std::string_view challenge,
                             std::chrono::seconds lease);

}  // namespace wirefold::websub
