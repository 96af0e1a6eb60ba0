// A WebSub subscription of ours to a feed's hub.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"

namespace wirefold {

/// Stored: numbers stay.
enum class SubscriptionState : std::uint8_t {
  kAsked = 1,    ///< The hub was asked and has to verify that we meant it.
  kActive = 2,   ///< Verified: the hub tells us what is new until the lease ends.
  kRefused = 3,  ///< The hub cannot be asked, said no, or never verified; asked again later.
};

struct Subscription {
  FeedId feed{};
  std::string hub;
  std::string topic;   ///< The feed's own name for itself (rel="self"), which the hub knows.
  std::string token;   ///< Last part of our callback's path; nobody can guess it.
  std::string secret;  ///< Signs what the hub sends us. Never logged.
  SubscriptionState state = SubscriptionState::kAsked;
  std::optional<Timestamp> lease_until;  ///< kActive only.
  std::optional<Timestamp> next_try;     ///< When the hub is asked, again or to renew.
  int failures = 0;                      ///< Tries in a row that came to nothing.
  std::optional<Timestamp> last_push;
  std::string last_error;

  /// The hub tells us what is new at `now`.
  bool is_active(Timestamp now) const {
    return state == SubscriptionState::kActive && lease_until > now;
  }
};

}  // namespace wirefold
