#include "guesses.h"

#include <cassert>
#include <cmath>

namespace wirefold::serve {
namespace {

template <typename Buckets, typename Key>
int wait_for(Buckets& buckets, const Key& key, const Guesses::Limit& limit, Guesses::Time now) {
  const double rate = 1.0 / static_cast<double>(limit.then_each.count());
  return static_cast<int>(std::ceil(buckets.take(key, rate, limit.at_once, now).count()));
}

}  // namespace

int Guesses::seconds_to_wait(const std::optional<IpAddress>& client, Time now) {
  assert(check_.is_here());
  const Key key = network_of(client.value_or(IpAddress{}), 32, 64).bytes;
  const int wait = wait_for(of_network_, key, kOfNetwork, now);
  return wait > 0 ? wait : wait_for(of_all_, 0, kOfAll, now);
}

}  // namespace wirefold::serve
