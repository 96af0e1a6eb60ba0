// How much of what is asked for one document holds. Private to the serve area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "wirefold/model/story.h"
#include "wirefold/model/story_query.h"

namespace wirefold::serve {

/// Of a feed, a page or a list of stories, before compression.
inline constexpr std::size_t kMostDocumentBytes = std::size_t{8} << 20;

/// Of the texts of its stories in memory: more than fills a document.
inline constexpr std::size_t kMostStoryBytes = 4 * kMostDocumentBytes;

/// What a list takes of the texts of each lead: at most some lines, its summary, or all.
enum class ListedText : std::uint8_t { kTeaser, kSummary, kWhole };

/// The document that `text` makes of `stories`. Where that is too long it is made of the newest, or
/// of those that come first in another order, and the others are dropped; one stays at least,
/// however long. What is short enough is made once.
std::string fitted(std::vector<Story>& stories, StoryOrder order, ListedText listed,
                   const std::function<std::string(std::span<const Story>)>& text);

}  // namespace wirefold::serve
