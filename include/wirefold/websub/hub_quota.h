// Limits the requests of strangers to our hub.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/guarded.h"
#include "wirefold/base/ip_address.h"
#include "wirefold/base/time.h"
#include "wirefold/model/subscriber.h"

namespace wirefold::websub {

/// Counts the requests that wait for verification, and the subscribers: in total, by the client's
/// network, and by the domain of the callback, because any client may name any callback. Safe from
/// any thread.
class HubQuota {
 public:
  /// A place among the waiting requests, freed with its last copy; null if not admitted.
  using Place = std::shared_ptr<const void>;

  static constexpr std::size_t kMostSubscribers = 1000;
  static constexpr std::size_t kMostSubscribersOfDomain = 100;
  static constexpr std::size_t kMostWaiting = 100;
  static constexpr std::size_t kMostWaitingPerSource = 10;  ///< Network or domain.
  static constexpr std::size_t kMostWaitingOfSubscriber = 3;
  static constexpr std::size_t kMostFilters = 20;         ///< Different queries of topics.
  static constexpr std::size_t kMostFiltersOfDomain = 5;  ///< The same for one domain.
  static constexpr int kAnHourOfDomain = 60;              ///< Requests; half of them at once.
  static constexpr int kAnHourOfNetwork = 30;  ///< Fewer: one network cannot use up a domain's.

  explicit HubQuota(WallClock clock);

  struct Admission {
    Place place;
    std::chrono::seconds wait{};  ///< Without a place: time until the next try.
    std::string reason;           ///< Without a place: why.
  };

  /// Checks the limits for a request, and books a place. `client` is the client's address; nullopt
  /// if a proxy does not name it.
  Admission admit(const Subscriber& subscriber, bool subscribes,
                  const std::optional<IpAddress>& client);

  /// Counts a subscriber. False if there is no room: the subscriber is then not counted.
  bool add(const Subscriber& subscriber);
  void remove(const Subscriber& subscriber);

  /// Replaces all subscribers. Returns for each whether there is room, without regard to requests
  /// that wait.
  std::vector<bool> replace(const std::vector<Subscriber>& subscribers);

 private:
  class State;
  class Booking;

  const WallClock clock_;
  std::shared_ptr<Guarded<State>> state_;  // places may outlive this
};

}  // namespace wirefold::websub
