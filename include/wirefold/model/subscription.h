// wirefold's WebSub subscription at a feed's hub.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"

namespace wirefold {

/// Stored in the database: numbers never change.
enum class SubscriptionState : std::uint8_t {
  kAsked = 1,    ///< The hub was asked and has not verified the request yet.
  kActive = 2,   ///< Verified: the hub sends new entries until the lease ends.
  kRefused = 3,  ///< The hub cannot be asked, refused, or never verified; retried later.
};

struct Subscription {
  FeedId feed{};
  std::string hub;
  std::string topic;   ///< The feed's own URL (rel="self"), by which the hub knows the feed.
  std::string token;   ///< Last part of the callback's path; cannot be guessed.
  std::string secret;  ///< Key with which the hub signs its messages. Never logged.
  SubscriptionState state = SubscriptionState::kAsked;
  std::optional<Timestamp> lease_until;  ///< kActive only.
  std::optional<Timestamp> next_try;     ///< When to ask the hub again, or to renew the lease.
  int failures = 0;                      ///< Failed tries in a row.
  std::optional<Timestamp> last_push;
  std::string last_error;

  /// True if the hub sends new entries at `now`.
  bool is_active(Timestamp now) const {
    return state == SubscriptionState::kActive && lease_until > now;
  }
};

}  // namespace wirefold
