// How many copies two outlets have had between them. Private to the fold area.
#pragma once

#include <cstdint>
#include <unordered_map>

namespace wirefold::fold {

/// Counts copies of the window by the two outlets, whichever copied. Outlets that take the copy of
/// one agency do so every day: of pairs of the German stream whose score is doubtful, 34 of 56 are
/// copies where the two outlets had none before, 30 of 33 where they had one or two, and 62 of 63
/// where they had more. After a restart copies of an article that came later are not counted. Fold
/// thread only.
class OutletPairs {
 public:
  /// A pair of outlets, by a hash; kNone is no pair.
  using Key = std::uint32_t;
  static constexpr Key kNone = 0;

  static Key key_of(std::uint64_t one, std::uint64_t two);

  void add(Key pair);
  void remove(Key pair);
  std::uint32_t count(Key pair) const;

 private:
  std::unordered_map<Key, std::uint32_t> counts_;
};

}  // namespace wirefold::fold
