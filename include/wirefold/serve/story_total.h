// How many stories a filter matches, beyond those that are shown.
#pragma once

#include <cstddef>
#include <string>

#include "wirefold/model/story_query.h"
#include "wirefold/serve/source.h"

namespace wirefold::serve {

struct StoryTotal {
  std::size_t count = 0;
  bool is_least = false;  ///< There may be more: counting went no further.

  bool operator==(const StoryTotal&) const = default;
};

/// How many stories `query` asks for, whatever its `limit` and `before` are. `found` is how many
/// source.stories(query) gave: where that is fewer than `query.limit`, nothing has to be counted.
/// Filters are counted up to 10,000, all stories up to a million.
StoryTotal total_of(Source& source, const StoryQuery& query, std::size_t found);

/// "136" if all are shown, else "100 of 136" or "100 of at least 10000".
std::string shown_of(std::size_t shown, const StoryTotal& total);

}  // namespace wirefold::serve
