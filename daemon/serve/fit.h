// How much of what is asked for one document holds. Private to the serve area.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "wirefold/model/story.h"
#include "wirefold/model/story_query.h"

namespace wirefold::serve {

/// Of a feed, a page or a list of stories, before compression.
inline constexpr std::size_t kMostDocumentBytes = std::size_t{8} << 20;

/// Of the texts of its stories in memory: more than fills a document.
inline constexpr std::size_t kMostStoryBytes = 4 * kMostDocumentBytes;

/// Keeps as many of `stories` as fit into a document, the newest first, or those that come first in
/// another order; one at least. `served` says how long a story is there. True if any was dropped.
bool fit(std::vector<Story>& stories, StoryOrder order,
         const std::function<std::size_t(const Story&)>& served);

}  // namespace wirefold::serve
