// Writes a story's articles as JSON for the feed and the API. Private to the serve area.
#pragma once

#include "wirefold/base/json_writer.h"
#include "wirefold/model/story.h"

namespace wirefold::serve {

/// Adds the members "story", "outlets", "pinned" (if true) and "articles" to the open object.
void add_story_facts(JsonWriter& json, const Story& story);

}  // namespace wirefold::serve
