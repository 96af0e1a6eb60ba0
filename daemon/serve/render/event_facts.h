// Writes events and related stories as JSON for the feed and the API. Private to the serve area.
#pragma once

#include <span>

#include "wirefold/base/json_writer.h"
#include "wirefold/model/event.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// Adds an event as an object: a document of its own, or the value of a key.
void add_event(JsonWriter& json, const Site& site, const Event& event);

/// Adds related stories as an array, the value of a key.
void add_related_stories(JsonWriter& json, const Site& site, std::span<const RelatedStory> related);

}  // namespace wirefold::serve
