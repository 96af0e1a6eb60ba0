// What strangers may ask of our hub.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "wirefold/base/ip_address.h"
#include "wirefold/base/time.h"
#include "wirefold/model/hub_subscriber.h"

namespace wirefold::app {

/// Counts those who wait for their verification and those who are subscribed: in all, by the
/// client's network, and by the domain of the callback, as anybody may ask for anybody's address.
/// Safe from any thread.
class HubQuota {
 public:
  using Clock = std::function<Timestamp()>;
  /// Is given back when the last copy goes; null for who is not admitted.
  using Place = std::shared_ptr<void>;

  static constexpr std::size_t kMostSubscribers = 1000;
  static constexpr std::size_t kMostSubscribersOfDomain = 100;
  static constexpr std::size_t kMostWaiting = 100;
  static constexpr std::size_t kMostWaitingOfOne = 10;  ///< Network or domain.
  static constexpr std::size_t kMostFilters = 20;       ///< Different queries of topics.
  static constexpr int kRequestsAnHour = 60;            ///< Of one network or domain;
  static constexpr int kRequestsAtOnce = 30;            ///< and so many in the beginning.

  explicit HubQuota(Clock clock);

  struct Admission {
    Place place;
    std::chrono::seconds wait{};  ///< Without a place: ask again then.
  };

  /// `client` is where the request comes from; nothing for a proxy that speaks for everybody.
  Admission admit(const HubSubscriber& subscriber, bool subscribes,
                  const std::optional<IpAddress>& client);

  /// Who is subscribed. A filter too many is not taken up: false.
  bool add(const HubSubscriber& subscriber);
  void remove(const HubSubscriber& subscriber);
  void clear();

 private:
  struct State;

  const Clock clock_;
  std::shared_ptr<State> state_;  // places may outlive this
};

/// "lang=id&q=fire" of a topic: path and query.
std::string filter_of_topic(const std::string& topic);

}  // namespace wirefold::app
