#include "wirefold/websub/hub_quota.h"

#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "wirefold/base/token_buckets.h"
#include "wirefold/html/url.h"
#include "wirefold/outlet/registrable_domain.h"

namespace wirefold::app {
namespace {

using std::chrono::seconds;

// A verification takes five seconds at most, and two of hosts that are not known go at a time.
constexpr seconds kWhenFull(60);
constexpr seconds kRetryWhenNoPlace = std::chrono::hours(1);

constexpr std::size_t kMostKeys = 20000;

// Who has a host in them has them all.
constexpr unsigned kV4Bits = 24;
constexpr unsigned kV6Bits = 48;

/// Names below one domain are as many as its owner likes.
std::string domain_of(const std::string& url) {
  const std::string host = html::host_of(url);
  const std::string domain = outlet::registrable_domain(outlet::ascii_host(host));
  if (!domain.empty()) return domain;
  const auto ip = parse_ip(host);
  return ip ? to_string(network_of(*ip, kV4Bits, kV6Bits)) : host;
}

/// "lang=id&q=fire" of a topic: path and query.
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

/// What one request or subscriber is counted under.
struct Keys {
  std::pair<std::string, std::string> subscriber;  // topic and callback
  std::string domain;
  std::string network;    // empty: not counted
  std::string filter;     // empty: none, or nothing is subscribed to
  bool is_new = false;    // it would become a subscriber
  bool is_known = false;  // it is one
};

Keys keys_of(const HubSubscriber& subscriber) {
  return {{subscriber.topic, subscriber.callback},
          domain_of(subscriber.callback),
          {},
          filter_of_topic(subscriber.topic),
          true,
          false};
}

/// The filters of topics, and whose they are.
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
  Counts<std::string> of_domain_;                     // different ones
  Counts<std::pair<std::string, std::string>> uses_;  // by domain and filter
};

}  // namespace

/// Under the lock of its mutex.
class HubQuota::State {
 public:
  std::mutex mutex;

  Admission check(const Keys& keys, Timestamp now) {
    if (waiting_ >= kMostWaiting) return {{}, kWhenFull, "too many wait for their verification"};
    if (count_of(asking_, keys.subscriber) >= kMostWaitingOfSubscriber) {
      return {{}, kWhenFull, "this is being verified already"};
    }
    if (keys.is_new) {
      if (subscribed_.size() + new_ >= kMostSubscribers) {
        return {{}, kRetryWhenNoPlace, "there are too many subscribers"};
      }
      if (count_of(domains_, keys.domain) >= kMostSubscribersOfDomain) {
        return {{}, kRetryWhenNoPlace, "there are too many subscribers of this domain"};
      }
      if (!filters_.has_room(keys.filter, keys.domain)) {
        return {{}, kRetryWhenNoPlace, "there are too many different filters"};
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

  bool is_subscribed(const HubSubscriber& s) const {
    return subscribed_.contains({s.topic, s.callback});
  }

  void add(const HubSubscriber& s) {
    if (!subscribed_.emplace(s.topic, s.callback).second) return;
    const Keys keys = keys_of(s);
    ++domains_[keys.domain];
    filters_.add(keys.filter, keys.domain);
  }

  void remove(const HubSubscriber& s) {
    if (subscribed_.erase({s.topic, s.callback}) == 0) return;
    const Keys keys = keys_of(s);
    take_off(domains_, keys.domain);
    filters_.remove(keys.filter, keys.domain);
  }

  void remove_all() {
    for (const auto& [topic, callback] : std::set(subscribed_)) {
      HubSubscriber s;
      s.topic = topic;
      s.callback = callback;
      remove(s);
    }
  }

  /// Beside those who are subscribed; a place that is booked for the same is room.
  bool has_room(const HubSubscriber& s) const {
    const Keys keys = keys_of(s);
    return is_subscribed(s) ||
           (subscribed_.size() < kMostSubscribers && filters_.has_room(keys.filter, keys.domain));
  }

 private:
  Admission check_rates(const Keys& keys, Timestamp now) {
    const bool is_crowded =
        !keys.is_known && count_of(waiting_of_domain_, keys.domain) >= kMostWaitingOfOne;
    if (is_crowded || count_of(waiting_of_network_, keys.network) >= kMostWaitingOfOne) {
      return {{}, kWhenFull, "too many of one network or domain wait for their verification"};
    }
    if (!keys.network.empty()) {
      const seconds wait = wait_of("network " + keys.network, kAnHourOfNetwork, now);
      if (wait > seconds(0)) return {{}, wait, "your network asks too often"};
    }
    if (keys.is_known) return {};  // or others could keep it from going on
    const seconds wait = wait_of("domain " + keys.domain, kAnHourOfDomain, now);
    return {{}, wait, wait > seconds(0) ? "the domain of the callback is asked too often" : ""};
  }

  seconds wait_of(const std::string& key, int an_hour, Timestamp now) {
    return std::chrono::ceil<seconds>(requests_.take(key, an_hour / 3600.0, an_hour / 2.0, now));
  }

  std::set<std::pair<std::string, std::string>> subscribed_;  // topic and callback
  Counts<std::pair<std::string, std::string>> asking_;        // of those who wait
  std::size_t waiting_ = 0;
  std::size_t new_ = 0;  // of those who wait, those that would be subscribers
  Counts<std::string> waiting_of_network_;
  Counts<std::string> waiting_of_domain_;
  Counts<std::string> domains_;  // of subscribers, and of those that would be
  Filters filters_;              // of both
  TokenBuckets<std::string, Timestamp> requests_{kMostKeys};
};

/// Gives back what was booked.
class HubQuota::Booking {
 public:
  explicit Booking(std::shared_ptr<State> state) : state_(std::move(state)) {}
  ~Booking() {
    const std::lock_guard lock(state_->mutex);
    if (keys_) state_->release(*keys_);
  }
  Booking(const Booking&) = delete;
  Booking& operator=(const Booking&) = delete;

  /// Under the lock.
  void book(const Keys& keys) {
    std::optional<Keys> kept(keys);
    state_->book(keys);
    keys_.swap(kept);
  }

 private:
  std::shared_ptr<State> state_;
  std::optional<Keys> keys_;
};

HubQuota::HubQuota(Clock clock) : clock_(std::move(clock)), state_(std::make_shared<State>()) {}

HubQuota::Admission HubQuota::admit(const HubSubscriber& subscriber, bool subscribes,
                                    const std::optional<IpAddress>& client) {
  Keys keys = keys_of(subscriber);
  if (client) keys.network = to_string(network_of(*client, kV4Bits, kV6Bits));
  const Timestamp now = clock_();
  const auto booking = std::make_shared<Booking>(state_);  // ends behind the lock
  const std::lock_guard lock(state_->mutex);
  keys.is_known = state_->is_subscribed(subscriber);
  keys.is_new = subscribes && !keys.is_known;
  Admission out = state_->check(keys, now);
  if (!out.reason.empty()) return out;
  booking->book(keys);
  out.place = booking;
  return out;
}

bool HubQuota::add(const HubSubscriber& subscriber) {
  const std::lock_guard lock(state_->mutex);
  if (!state_->has_room(subscriber)) return false;
  state_->add(subscriber);
  return true;
}

void HubQuota::remove(const HubSubscriber& subscriber) {
  const std::lock_guard lock(state_->mutex);
  state_->remove(subscriber);
}

std::vector<bool> HubQuota::replace(const std::vector<HubSubscriber>& subscribers) {
  State alone;  // those who wait are none of their affair
  std::vector<bool> out;
  for (const HubSubscriber& s : subscribers) {
    out.push_back(alone.has_room(s));
    if (out.back()) alone.add(s);
  }
  const std::lock_guard lock(state_->mutex);
  state_->remove_all();
  for (std::size_t i = 0; i < subscribers.size(); ++i) {
    if (out[i]) state_->add(subscribers[i]);
  }
  return out;
}

}  // namespace wirefold::app
