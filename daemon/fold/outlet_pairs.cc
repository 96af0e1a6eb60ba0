#include "outlet_pairs.h"

#include <algorithm>
#include <cassert>

#include "wirefold/base/hash.h"

namespace wirefold::fold {

OutletPairs::Key OutletPairs::key_of(std::uint64_t one, std::uint64_t two) {
  const auto [low, high] = std::minmax(one, two);
  return std::max(static_cast<Key>(mix_hash(low, high) >> 32), kNone + 1);
}

void OutletPairs::add(Key pair) {
  assert(check_.is_here());
  if (pair != kNone) ++counts_[pair];
}

void OutletPairs::remove(Key pair) {
  assert(check_.is_here());
  const auto it = counts_.find(pair);
  if (it != counts_.end() && --it->second == 0) counts_.erase(it);
}

std::uint32_t OutletPairs::count(Key pair) const {
  assert(check_.is_here());
  const auto it = counts_.find(pair);
  return it == counts_.end() ? 0 : it->second;
}

}  // namespace wirefold::fold
