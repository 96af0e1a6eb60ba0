#include "guesses.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace wirefold::serve {
namespace {

template <typename Buckets, typename Key>
int wait_for(Buckets& buckets, const Key& key, const Guesses::Limit& limit, Guesses::Time now) {
  const double rate = 1.0 / static_cast<double>(limit.then_each.count());
  return static_cast<int>(std::ceil(buckets.take(key, rate, limit.at_once, now).count()));
}

/// The network of a client: an IPv6 /64 or an IPv4 address. Unknown clients are one.
std::array<std::uint8_t, 16> network(const std::optional<IpAddress>& client) {
  return network_of(client.value_or(IpAddress{}), 32, 64).bytes;
}

}  // namespace

/// A try that the limit of all refuses does not count for its network.
int Guesses::seconds_to_wait(const std::optional<IpAddress>& client, Time now) {
  assert(check_.is_here());
  const Key key = network(client);
  const int wait = wait_for(of_network_, key, kOfNetwork, now);
  if (wait > 0 || knows(key)) return wait;
  const int wait_for_all = wait_for(of_all_, 0, kOfAll, now);
  if (wait_for_all > 0) of_network_.give_back(key);
  return wait_for_all;
}

void Guesses::signed_in(const std::optional<IpAddress>& client) {
  assert(check_.is_here());
  const Key key = network(client);
  std::erase(known_, key);
  known_.push_front(key);
  if (known_.size() > kMostKnown) known_.pop_back();
}

bool Guesses::knows(const Key& network) const {
  return std::ranges::find(known_, network) != known_.end();
}

}  // namespace wirefold::serve
