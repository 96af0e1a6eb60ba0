// Keeps the last story events for followers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "wirefold/base/mutex.h"
#include "wirefold/model/story_event.h"

namespace wirefold::serve {

/// Safe from any thread.
class EventLog {
 public:
  /// Maximum number of events kept for followers that reconnect.
  static constexpr std::size_t kKept = 5000;

  /// Maximum size of these events as sent, in bytes, so fewer long events are kept.
  static constexpr std::size_t kKeptBytes = std::size_t{16} << 20;

  /// Adds events by rising number, and drops the oldest.
  void add(const std::vector<StoryEvent>& events);

  /// The number of the newest event; 0 if there is none.
  std::int64_t last() const;

  /// The events after number `after` as server-sent events (HTML Standard section 9.2): complete
  /// events, all that begin within `max_bytes`. Sets `after` to the number of the last one. If
  /// events after `after` are no longer kept, an event "gap" without an id comes first, unless
  /// `after` is -1.
  std::string read(std::int64_t& after, std::size_t max_bytes) const;

 private:
  mutable Mutex mutex_;
  std::deque<std::pair<std::int64_t, std::string>> frames_ GUARDED_BY(mutex_);
  std::size_t bytes_ GUARDED_BY(mutex_) = 0;
  std::int64_t dropped_ GUARDED_BY(mutex_) = 0;  // number of the last event that was dropped
};

}  // namespace wirefold::serve
