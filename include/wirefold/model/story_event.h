// One thing that happened to a story, as it is told to those who follow.
#pragma once

#include <cstdint>
#include <string>

namespace wirefold {

/// Numbers rise for good, also over restarts.
struct StoryEvent {
  std::int64_t id = 0;  ///< Given by the store.
  std::string kind;     ///< "story", "copy", "merge", "split" or "lead".
  std::string data;     ///< One line of JSON, as log.stories has it.
};

}  // namespace wirefold
