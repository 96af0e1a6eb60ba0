// Names stories and overrides in messages.
#pragma once

#include <cstdint>
#include <string>

#include "wirefold/model/ids.h"

namespace wirefold::ingest {

inline std::string name_of(StoryId story) { return "story " + std::to_string(to_int(story)); }

inline std::string no_such(StoryId story) { return "there is no " + name_of(story); }

inline std::string name_of_override(std::int64_t id) { return "override " + std::to_string(id); }

}  // namespace wirefold::ingest
