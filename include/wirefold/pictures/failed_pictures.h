// The pictures that could not be had lately.
#pragma once

#include <cstddef>
#include <deque>
#include <string_view>
#include <unordered_map>

#include "wirefold/base/time.h"

namespace wirefold::pictures {

/// Remembers their URLs for some time, so that no stranger makes us ask for them again and again.
/// One thread.
class FailedPictures {
 public:
  /// URLs that are remembered; the oldest is forgotten first.
  static constexpr std::size_t kMost = 20000;

  void add(std::string_view url, Timestamp until);

  bool has(std::string_view url, Timestamp now) const;

  std::size_t size() const { return until_.size(); }

 private:
  std::unordered_map<std::uint64_t, Timestamp> until_;  // by the hash of the URL
  std::deque<std::uint64_t> order_;                     // the keys, the oldest first
};

}  // namespace wirefold::pictures
