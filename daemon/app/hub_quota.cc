#include "hub_quota.h"

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

// A verification takes ten seconds at most, and four go at a time.
constexpr seconds kWhenFull(60);
constexpr seconds kWhenSubscribedOut = std::chrono::hours(1);

constexpr std::size_t kMostKeys = 20000;
constexpr double kRate = HubQuota::kRequestsAnHour / 3600.0;

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

using Counts = std::map<std::string, std::size_t>;

std::size_t count_of(const Counts& counts, const std::string& key) {
  const auto it = counts.find(key);
  return it == counts.end() ? 0 : it->second;
}

void take_off(Counts& counts, const std::string& key) {
  const auto it = counts.find(key);
  if (it != counts.end() && --it->second == 0) counts.erase(it);
}

}  // namespace

std::string filter_of_topic(const std::string& topic) {
  const std::size_t question = topic.find('?');
  return question == std::string::npos ? "" : topic.substr(question + 1);
}

struct HubQuota::State {
  std::mutex mutex;                                          // guards all below
  std::set<std::pair<std::string, std::string>> subscribed;  // topic and callback
  Counts domains;                                            // of these
  Counts filters;                                            // of these and of those who wait
  std::size_t waiting = 0;
  Counts waiting_by;                // network or domain
  std::size_t waiting_to_come = 0;  // of those who wait, those that would be new
  TokenBuckets<std::string, Timestamp> requests{kMostKeys};

  bool has_filter_room(const std::string& filter) const {
    return filter.empty() || filters.contains(filter) || filters.size() < kMostFilters;
  }

  void add_filter(const std::string& filter) {
    if (!filter.empty()) ++filters[filter];
  }

  seconds wait_of(const std::string& key, Timestamp now) {
    if (count_of(waiting_by, key) >= kMostWaitingOfOne) return kWhenFull;
    return std::chrono::ceil<seconds>(requests.take(key, kRate, kRequestsAtOnce, now));
  }
};

HubQuota::HubQuota(Clock clock) : clock_(std::move(clock)), state_(std::make_shared<State>()) {}

HubQuota::Admission HubQuota::admit(const HubSubscriber& subscriber, bool subscribes,
                                    const std::optional<IpAddress>& client) {
  const std::string domain = domain_of(subscriber.callback);
  const std::string network = client ? to_string(network_of(*client, kV4Bits, kV6Bits)) : "";
  const std::string filter = subscribes ? filter_of_topic(subscriber.topic) : "";
  const Timestamp now = clock_();
  const std::lock_guard lock(state_->mutex);
  State& state = *state_;
  if (state.waiting >= kMostWaiting) return {nullptr, kWhenFull};
  const bool is_new =
      subscribes && !state.subscribed.contains({subscriber.topic, subscriber.callback});
  if (is_new) {
    const std::size_t all = state.subscribed.size() + state.waiting_to_come;
    const bool has_room = all < kMostSubscribers &&
                          count_of(state.domains, domain) < kMostSubscribersOfDomain &&
                          state.has_filter_room(filter);
    if (!has_room) return {nullptr, kWhenSubscribedOut};
  }
  for (const std::string& key : {network, domain}) {
    if (key.empty()) continue;
    const seconds wait = state.wait_of(key, now);
    if (wait > seconds(0)) return {nullptr, wait};
  }
  ++state.waiting;
  ++state.waiting_by[network];
  ++state.waiting_by[domain];
  state.add_filter(filter);
  if (is_new) ++state.waiting_to_come;
  return {Place(state_.get(),
                [kept = state_, network, domain, filter, is_new](void*) {
                  const std::lock_guard guard(kept->mutex);
                  --kept->waiting;
                  take_off(kept->waiting_by, network);
                  take_off(kept->waiting_by, domain);
                  take_off(kept->filters, filter);
                  if (is_new) --kept->waiting_to_come;
                }),
          {}};
}

bool HubQuota::add(const HubSubscriber& subscriber) {
  const std::string filter = filter_of_topic(subscriber.topic);
  const std::lock_guard lock(state_->mutex);
  if (!state_->has_filter_room(filter)) return false;
  if (!state_->subscribed.emplace(subscriber.topic, subscriber.callback).second) return true;
  ++state_->domains[domain_of(subscriber.callback)];
  state_->add_filter(filter);
  return true;
}

void HubQuota::remove(const HubSubscriber& subscriber) {
  const std::lock_guard lock(state_->mutex);
  if (state_->subscribed.erase({subscriber.topic, subscriber.callback}) == 0) return;
  take_off(state_->domains, domain_of(subscriber.callback));
  take_off(state_->filters, filter_of_topic(subscriber.topic));
}

void HubQuota::clear() {
  const std::lock_guard lock(state_->mutex);
  for (const auto& [topic, callback] : std::exchange(state_->subscribed, {})) {
    take_off(state_->filters, filter_of_topic(topic));
  }
  state_->domains.clear();
}

}  // namespace wirefold::app
