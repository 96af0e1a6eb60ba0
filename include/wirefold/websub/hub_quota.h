// What strangers may ask of our hub.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/ip_address.h"
#include "wirefold/base/time.h"
#include "wirefold/model/subscriber.h"

namespace wirefold::app {

/// Counts those who wait for their verification and those who are subscribed: in all, by the
/// client's network, and by the domain of the callback, as anybody may ask for anybody's address.
/// Safe from any thread.
class HubQuota {
 public:
  using Clock = std::function<Timestamp()>;
  /// Is given back when the last copy goes; null for who is not admitted.
  using Place = std::shared_ptr<const void>;

  static constexpr std::size_t kMostSubscribers = 1000;
  static constexpr std::size_t kMostSubscribersOfDomain = 100;
  static constexpr std::size_t kMostWaiting = 100;
  static constexpr std::size_t kMostWaitingOfOne = 10;  ///< Network or domain.
  static constexpr std::size_t kMostWaitingOfSubscriber = 3;
  static constexpr std::size_t kMostFilters = 20;         ///< Different queries of topics.
  static constexpr std::size_t kMostFiltersOfDomain = 5;  ///< The same of one domain.
  static constexpr int kAnHourOfDomain = 60;              ///< Requests; half of them at once.
  static constexpr int kAnHourOfNetwork = 30;  ///< Less, so that none uses up a domain's alone.

  explicit HubQuota(Clock clock);

  struct Admission {
    Place place;
    std::chrono::seconds wait{};  ///< Without a place: ask again then.
    std::string reason;           ///< And why.
  };

  /// `client` is where the request comes from; nothing for a proxy that speaks for everybody.
  Admission admit(const HubSubscriber& subscriber, bool subscribes,
                  const std::optional<IpAddress>& client);

  /// Who is subscribed. False for one too many, who is then not counted.
  bool add(const HubSubscriber& subscriber);
  void remove(const HubSubscriber& subscriber);

  /// These and no others are subscribed: for each whether there is room, whoever waits.
  std::vector<bool> replace(const std::vector<HubSubscriber>& subscribers);

 private:
  class State;
  class Booking;

  const Clock clock_;
  std::shared_ptr<State> state_;  // places may outlive this
};

}  // namespace wirefold::app
