// One event of a story, as it is sent to followers.
#pragma once

#include <cstdint>
#include <string>

namespace wirefold {

/// Ids only rise, also across restarts.
struct StoryEvent {
  std::int64_t id = 0;  ///< Assigned by the store.
  std::string kind;     ///< "story", "copy", "merge", "split", "lead", "event" or "event_story".
  std::string data;     ///< One line of JSON, as in the file of log.stories.
};

}  // namespace wirefold
