// Counts the stories that match a filter, including those that are not shown.
#pragma once

#include <cstddef>
#include <string>

#include "wirefold/model/story_query.h"
#include "wirefold/serve/source.h"

namespace wirefold::serve {

struct StoryTotal {
  std::size_t count = 0;
  bool is_least = false;  ///< There may be more: not all stories were counted.

  bool operator==(const StoryTotal&) const = default;
};

/// The number of stories that match `query`, whatever its `limit` and `before`; with `by_event` the
/// number of entries by event. `found` is the number of results of source.stories(query), or of
/// source.events(query). If `found` is below `query.limit`, and `before` is
/// not set, nothing has to be counted. With a filter, at most 10,000 stories are counted, without
/// one at most a million.
StoryTotal total_of(Source& source, const StoryQuery& query, std::size_t found,
                    bool by_event = false);

/// "136" if all are shown, else "100 of 136" or "100 of at least 10000".
std::string shown_of(std::size_t shown, const StoryTotal& total);

}  // namespace wirefold::serve
