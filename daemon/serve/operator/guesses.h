// Limits how often somebody may try a password. Private to the serve area; the server's thread
// only.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

#include "wirefold/base/ip_address.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/base/token_buckets.h"

namespace wirefold::serve {

/// Limits the tries of each network and of all together, right ones too: an answer that a guess is
/// right helps whoever guesses as well. A network from which somebody has signed in is not limited
/// by the tries of others, so that strangers cannot keep operators out.
class Guesses {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Tries that may come at once, and the time until each further one.
  struct Limit {
    double at_once;
    std::chrono::seconds then_each;
  };
  static constexpr Limit kOfNetwork{5, std::chrono::seconds(30)};
  static constexpr Limit kOfAll{50, std::chrono::seconds(2)};

  /// Networks of earlier operators that are known, the last ones.
  static constexpr std::size_t kMostKnown = 100;

  /// Counts a try of `client`, by its IPv6 /64 network or its IPv4 address; nullopt if the client
  /// is not known. Returns the seconds until the next one is allowed; 0: this one is.
  int seconds_to_wait(const std::optional<IpAddress>& client, Time now);

  /// `client` has signed in.
  void signed_in(const std::optional<IpAddress>& client);

 private:
  using Key = std::array<std::uint8_t, 16>;

  bool knows(const Key& network) const;

  static constexpr std::size_t kMostNetworks = 20000;

  TokenBuckets<Key, Time> of_network_{kMostNetworks};
  TokenBuckets<int, Time> of_all_{1};
  std::deque<Key> known_;  // the last to sign in first
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::serve
