// The last story events, for those who follow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "wirefold/model/story_event.h"

namespace wirefold::serve {

/// Safe from any thread.
class EventLog {
 public:
  /// What followers that were away can take up.
  static constexpr std::size_t kKept = 5000;

  /// Of these, as they are told: fewer are kept if they are long.
  static constexpr std::size_t kKeptBytes = std::size_t{16} << 20;

  /// In rising order; the oldest are dropped.
  void add(const std::vector<StoryEvent>& events);

  /// The number of the newest event; 0 if there is none.
  std::int64_t last() const;

  /// Events behind number `after` as server-sent events (HTML Standard section 9.2), whole ones, as
  /// many as begin within `max_bytes`; `after` becomes the number of the last of them. Where events
  /// behind `after` are no longer kept, an event "gap" without an id says so first; to who names -1
  /// nothing is missing.
  std::string read(std::int64_t& after, std::size_t max_bytes) const;

 private:
  mutable std::mutex mutex_;
  std::deque<std::pair<std::int64_t, std::string>> frames_;
  std::size_t bytes_ = 0;
  std::int64_t dropped_ = 0;  ///< The number of the last event that is not kept any more.
};

}  // namespace wirefold::serve
