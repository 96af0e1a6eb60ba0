// A sentence that was learned to be boilerplate, of one outlet or of all, as it is stored.
#pragma once

#include <cstdint>

#include "wirefold/base/hash.h"
#include "wirefold/base/time.h"

namespace wirefold {

/// Stands in place of an outlet's hash for all outlets.
inline constexpr std::uint64_t kAllOutlets = 0;

struct LearnedSentence {
  std::uint64_t key = 0;  ///< mix_hash() of the outlet's hash and the sentence's.
  Timestamp last_seen{};
};

/// True if `keys`, a set or a map of LearnedSentence::key, has the sentence as boilerplate of the
/// outlet or of all outlets.
template <typename Keys>
bool is_learned(const Keys& keys, std::uint64_t outlet, std::uint64_t sentence) {
  return keys.contains(mix_hash(outlet, sentence)) ||
         keys.contains(mix_hash(kAllOutlets, sentence));
}

}  // namespace wirefold
