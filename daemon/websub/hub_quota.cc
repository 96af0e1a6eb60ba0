#include "wirefold/websub/hub_quota.h"

#include <map>
#include <set>
#include <utility>

#include "wirefold/base/token_buckets.h"
#include "wirefold/html/url.h"
#include "wirefold/outlet/registrable_domain.h"

namespace wirefold::websub {
namespace {

using std::chrono::seconds;

// A verification takes at most five seconds, and two to unknown hosts are sent at a time.
constexpr seconds kWhenFull(60);
constexpr seconds kRetryWhenNoPlace = std::chrono::hours(1);

constexpr std::size_t kMostKeys = 20000;

// The owner of one address is taken to own its whole network of this size.
constexpr unsigned kV4Bits = 24;
constexpr unsigned kV6Bits = 48;

/// The registrable domain, because its owner can create any number of names below it. Without one,
/// the network of the address, or the host.
std::string domain_of(const std::string& url) {
  const std::string host = html::host_of(url);
  const std::string domain = outlet::registrable_domain(outlet::ascii_host(host));
  if (!domain.empty()) return domain;
  const auto ip = parse_ip(host);
  return ip ? to_string(network_of(*ip, kV4Bits, kV6Bits)) : host;
}

/// The query of a topic: "lang=id&q=fire"; empty if it has none.
std::string filter_of_topic(const std::string& topic) {
  const std::size_t question = topic.find('?');
  return question == std::string::npos ? "" : topic.substr(question + 1);
}

template <typename Key>
using Counts = std::map<Key, std::size_t>;

template <typename Key>
std::size_t count_of(const Counts<Key>& counts, const Key& key) {
  const auto it = counts.find(key);
  return it == counts.end() ? 0 : it->second;
}

template <typename Key>
void take_off(Counts<Key>& counts, const Key& key) {
  const auto it = counts.find(key);
  if (it != counts.end() && --it->second == 0) counts.erase(it);
}

/// The keys under which one request or subscriber is counted.
struct Keys {
  std::pair<std::string, std::string> subscriber;  // topic and callback
  std::string domain;
  std::string network;    // empty: not counted
  std::string filter;     // empty: the topic has none
  bool is_new = false;    // it would become a subscriber
  bool is_known = false;  // it is a subscriber
};

Keys keys_of(const Subscriber& subscriber) {
  return {{subscriber.topic, subscriber.callback},
          domain_of(subscriber.callback),
          {},
          filter_of_topic(subscriber.topic),
          true,
          false};
}

/// The filters of topics, and the domains that use them.
class Filters {
 public:
  bool has_room(const std::string& filter, const std::string& domain) const {
    if (filter.empty() || uses_.contains({domain, filter})) return true;
    const bool is_known = all_.contains(filter);
    return (is_known || all_.size() < HubQuota::kMostFilters) &&
           count_of(of_domain_, domain) < HubQuota::kMostFiltersOfDomain;
  }

  void add(const std::string& filter, const std::string& domain) {
    if (filter.empty()) return;
    ++all_[filter];
    if (++uses_[{domain, filter}] == 1) ++of_domain_[domain];
  }

  void remove(const std::string& filter, const std::string& domain) {
    if (filter.empty()) return;
    take_off(all_, filter);
    const std::pair use(domain, filter);
    take_off(uses_, use);
    if (!uses_.contains(use)) take_off(of_domain_, domain);
  }

 private:
  Counts<std::string> all_;
  Counts<std::string> of_domain_;                     // different filters of each domain
  Counts<std::pair<std::string, std::string>> uses_;  // by domain and filter
};

}  // namespace

class HubQuota::State {
 public:
  Admission check(const Keys& keys, Timestamp now) {
    if (waiting_ >= kMostWaiting) return {{}, kWhenFull, "too many requests wait for verification"};
    if (count_of(asking_, keys.subscriber) >= kMostWaitingOfSubscriber) {
      return {{}, kWhenFull, "this request is already being verified"};
    }
    if (keys.is_new) {
      if (subscribed_.size() + new_ >= kMostSubscribers) {
        return {{}, kRetryWhenNoPlace, "too many subscribers"};
      }
      if (count_of(domains_, keys.domain) >= kMostSubscribersOfDomain) {
        return {{}, kRetryWhenNoPlace, "too many subscribers of this domain"};
      }
      if (!filters_.has_room(keys.filter, keys.domain)) {
        return {{}, kRetryWhenNoPlace, "too many different filters"};
      }
    }
    return check_rates(keys, now);
  }

  void book(const Keys& keys) {
    ++asking_[keys.subscriber];
    ++waiting_;
    if (!keys.network.empty()) ++waiting_of_network_[keys.network];
    ++waiting_of_domain_[keys.domain];
    if (!keys.is_new) return;
    ++new_;
    ++domains_[keys.domain];
    filters_.add(keys.filter, keys.domain);
  }

  void release(const Keys& keys) {
    take_off(asking_, keys.subscriber);
    --waiting_;
    take_off(waiting_of_network_, keys.network);
    take_off(waiting_of_domain_, keys.domain);
    if (!keys.is_new) return;
    --new_;
    take_off(domains_, keys.domain);
    filters_.remove(keys.filter, keys.domain);
  }

  bool is_subscribed(const Subscriber& s) const {
    return subscribed_.contains({s.topic, s.callback});
  }

  void add(const Subscriber& s) {
    if (!subscribed_.emplace(s.topic, s.callback).second) return;
    const Keys keys = keys_of(s);
    ++domains_[keys.domain];
    filters_.add(keys.filter, keys.domain);
  }

  void remove(const Subscriber& s) {
    if (subscribed_.erase({s.topic, s.callback}) == 0) return;
    const Keys keys = keys_of(s);
    take_off(domains_, keys.domain);
    filters_.remove(keys.filter, keys.domain);
  }

  void remove_all() {
    for (const auto& [topic, callback] : std::set(subscribed_)) {
      Subscriber s;
      s.topic = topic;
      s.callback = callback;
      remove(s);
    }
  }

  /// True if there is room beside the subscribers. A filter that a waiting request of the same
  /// domain has booked has room.
  bool has_room(const Subscriber& s) const {
    const Keys keys = keys_of(s);
    return is_subscribed(s) ||
           (subscribed_.size() < kMostSubscribers && filters_.has_room(keys.filter, keys.domain));
  }

 private:
  Admission check_rates(const Keys& keys, Timestamp now) {
    const bool is_crowded =
        !keys.is_known && count_of(waiting_of_domain_, keys.domain) >= kMostWaitingPerSource;
    if (is_crowded || count_of(waiting_of_network_, keys.network) >= kMostWaitingPerSource) {
      return {{}, kWhenFull, "too many requests of one network or domain wait for verification"};
    }
    if (!keys.network.empty()) {
      const seconds wait = wait_of("network " + keys.network, kAnHourOfNetwork, now);
      if (wait > seconds(0)) return {{}, wait, "too many requests from your network"};
    }
    if (keys.is_known) return {};  // else others could prevent the renewal of a subscription
    const seconds wait = wait_of("domain " + keys.domain, kAnHourOfDomain, now);
    return {{}, wait, wait > seconds(0) ? "too many requests for the domain of the callback" : ""};
  }

  seconds wait_of(const std::string& key, int an_hour, Timestamp now) {
    return std::chrono::ceil<seconds>(requests_.take(key, an_hour / 3600.0, an_hour / 2.0, now));
  }

  std::set<std::pair<std::string, std::string>> subscribed_;  // topic and callback
  Counts<std::pair<std::string, std::string>> asking_;        // waiting requests
  std::size_t waiting_ = 0;
  std::size_t new_ = 0;  // waiting requests that would add a subscriber
  Counts<std::string> waiting_of_network_;
  Counts<std::string> waiting_of_domain_;
  Counts<std::string> domains_;  // of subscribers, and of waiting requests that would add one
  Filters filters_;              // of the same
  TokenBuckets<std::string, Timestamp> requests_{kMostKeys};
};

/// Releases its booking when it is destroyed.
class HubQuota::Booking {
 public:
  explicit Booking(std::shared_ptr<Guarded<State>> state) : state_(std::move(state)) {}
  ~Booking() {
    const auto state = state_->lock();
    if (keys_) state->release(*keys_);
  }
  Booking(const Booking&) = delete;
  Booking& operator=(const Booking&) = delete;

  /// `state` is the one of the constructor, locked.
  void book(State& state, const Keys& keys) {
    std::optional<Keys> kept(keys);
    state.book(keys);
    keys_.swap(kept);
  }

 private:
  std::shared_ptr<Guarded<State>> state_;
  std::optional<Keys> keys_;
};

HubQuota::HubQuota(WallClock clock)
    : clock_(std::move(clock)), state_(std::make_shared<Guarded<State>>()) {}

HubQuota::Admission HubQuota::admit(const Subscriber& subscriber, bool subscribes,
                                    const std::optional<IpAddress>& client) {
  Keys keys = keys_of(subscriber);
  if (client) keys.network = to_string(network_of(*client, kV4Bits, kV6Bits));
  const Timestamp now = clock_();
  const auto booking = std::make_shared<Booking>(state_);  // destroyed after the lock
  const auto state = state_->lock();
  keys.is_known = state->is_subscribed(subscriber);
  keys.is_new = subscribes && !keys.is_known;
  Admission out = state->check(keys, now);
  if (!out.reason.empty()) return out;
  booking->book(*state, keys);
  out.place = booking;
  return out;
}

bool HubQuota::add(const Subscriber& subscriber) {
  const auto state = state_->lock();
  if (!state->has_room(subscriber)) return false;
  state->add(subscriber);
  return true;
}

void HubQuota::remove(const Subscriber& subscriber) {
  const auto state = state_->lock();
  state->remove(subscriber);
}

std::vector<bool> HubQuota::replace(const std::vector<Subscriber>& subscribers) {
  State alone;  // without the waiting requests
  std::vector<bool> out;
  for (const Subscriber& s : subscribers) {
    out.push_back(alone.has_room(s));
    if (out.back()) alone.add(s);
  }
  const auto state = state_->lock();
  state->remove_all();
  for (std::size_t i = 0; i < subscribers.size(); ++i) {
    if (out[i]) state->add(subscribers[i]);
  }
  return out;
}

}  // namespace wirefold::websub
