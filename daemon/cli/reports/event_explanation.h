// Explains why two articles are, or are not, reports of one event.
#pragma once

#include <string>
#include <vector>

#include "wirefold/base/json_writer.h"
#include "wirefold/events/compare.h"

namespace wirefold::cli {

struct EventExplanation {
  events::Comparison compared;  ///< The second article with the first, with all words.
  double threshold = 0;         ///< events.threshold
};

/// Lines for people: the verdict, the score with its parts, and the words.
std::vector<std::string> lines_of(const EventExplanation& explanation);

/// Writes the same as an object.
void write_json(JsonWriter& json, const EventExplanation& explanation);

}  // namespace wirefold::cli
