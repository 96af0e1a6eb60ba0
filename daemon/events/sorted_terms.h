// Walks two sorted lists of terms. Private to the events area.
#pragma once

#include <cstdint>

#include "wirefold/events/weights.h"

namespace wirefold::events {

inline std::uint32_t hash_of(std::uint32_t hash) noexcept { return hash; }
inline std::uint32_t hash_of(const WeightedTerm& term) noexcept { return term.hash(); }

/// Calls `use` with each pair of elements that have the same hash. Both ranges are sorted by their
/// hashes, each once.
template <typename One, typename Two, typename Use>
void for_each_shared(const One& one, const Two& two, Use use) {
  auto x = one.begin();
  auto y = two.begin();
  while (x != one.end() && y != two.end()) {
    if (hash_of(*x) < hash_of(*y)) {
      ++x;
    } else if (hash_of(*y) < hash_of(*x)) {
      ++y;
    } else {
      use(*x++, *y++);
    }
  }
}

}  // namespace wirefold::events
