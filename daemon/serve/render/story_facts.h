// A story's articles in JSON, for feed and API alike. Private to the serve area.
#pragma once

#include "wirefold/base/json_writer.h"
#include "wirefold/model/story.h"

namespace wirefold::serve {

/// Members "story", "outlets" and "articles" of the open object.
void add_story_facts(JsonWriter& json, const Story& story);

}  // namespace wirefold::serve
