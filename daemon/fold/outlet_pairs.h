// Counts the copies between two outlets. Private to the fold area.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "wirefold/base/thread_check.h"

namespace wirefold::fold {

/// Counts the copies in the window by their two outlets, in either direction. Outlets that publish
/// the texts of one agency do so every day. Of the pairs of the German stream with a doubtful
/// score, 34 of 56 are copies if the two outlets had no copies before, 30 of 33 if they had one or
/// two, and 62 of 63 if they had more. After a restart, an article that is like a later article is
/// not counted. Fold thread only.
class OutletPairs {
 public:
  /// Hash of a pair of outlets; kNone is no pair.
  using Key = std::uint32_t;
  static constexpr Key kNone = 0;

  static Key key_of(std::uint64_t one, std::uint64_t two);

  void add(Key pair);
  void remove(Key pair);
  std::uint32_t count(Key pair) const;

 private:
  std::unordered_map<Key, std::uint32_t> counts_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::fold
