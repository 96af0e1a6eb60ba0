// The newest stories of a database.
#pragma once

#include <vector>

#include "wirefold/store/database.h"

namespace wirefold::test {

/// At most `limit` stories, the newest first.
inline std::vector<Story> recent_stories(store::View& view, std::size_t limit) {
  StoryQuery query;
  query.limit = limit;
  return view.reading().stories(query);
}

}  // namespace wirefold::test
