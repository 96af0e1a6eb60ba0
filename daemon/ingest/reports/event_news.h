// Writes the news of events. Private to the ingest area.
#pragma once

#include <string_view>

#include "wirefold/base/json_writer.h"
#include "wirefold/ingest/events.h"

namespace wirefold::ingest {

/// True for StoryNews::kEvent and kEventStory.
bool is_of_event(const StoryNews& news);

/// Writes the log line of an event, under the name of its kind.
void log_event_news(std::string_view name, const StoryNews& news);

/// Adds the members of an event to an object.
void add_event_news(JsonWriter& json, const StoryNews& news);

}  // namespace wirefold::ingest
