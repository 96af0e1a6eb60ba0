// Orders objects by a time that each of them has.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "wirefold/base/time.h"

namespace wirefold::crawl {

/// Of objects with equal times, the one that was set first comes first. Each call takes O(log n).
template <typename T>
class ByTime {
 public:
  /// Gives `thing` the time `at` in place of its earlier one; nullopt removes it.
  void set(T& thing, std::optional<Timestamp> at) {
    const auto it = places_.find(&thing);
    if (it != places_.end()) {
      if (at == std::get<Timestamp>(it->second)) return;
      order_.erase(it->second);
      places_.erase(it);
    }
    if (!at) return;
    const Place place{*at, ++last_, &thing};
    order_.insert(place);
    places_.emplace(&thing, place);
  }

  bool empty() const { return order_.empty(); }
  T& first() const { return *std::get<T*>(*order_.begin()); }

  std::optional<Timestamp> first_time() const {
    return empty() ? std::nullopt : std::optional(std::get<Timestamp>(*order_.begin()));
  }

 private:
  using Place = std::tuple<Timestamp, std::uint64_t, T*>;

  std::set<Place> order_;
  std::unordered_map<T*, Place> places_;
  std::uint64_t last_ = 0;
};

}  // namespace wirefold::crawl
