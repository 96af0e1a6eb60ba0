// Limits the size of a document. Private to the serve area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "wirefold/model/event.h"
#include "wirefold/model/story_query.h"

namespace wirefold::serve {

/// Largest feed, page or list of stories, before compression.
inline constexpr std::size_t kMostDocumentBytes = std::size_t{8} << 20;

/// Maximum size of the stories in memory for one document: more than enough to fill it.
inline constexpr std::size_t kMostStoryBytes = 4 * kMostDocumentBytes;

/// The text of each lead in a list: a few lines at most, the summary, or the whole text.
enum class ListedText : std::uint8_t { kTeaser, kSummary, kWhole };

/// The document that `text` renders from `entries`. If it is too long, only the newest entries are
/// rendered, or the first ones in another order, and the others are removed from `entries`. At
/// least one entry stays, however long. A document that is short enough is rendered once.
std::string fitted(std::vector<Event>& entries, StoryOrder order, ListedText listed,
                   const std::function<std::string(std::span<const Event>)>& text);

}  // namespace wirefold::serve
