// What an operator can do with one story, on its page and where it is listed. Private to the serve
// area.
#pragma once

#include <string>

#include "means.h"
#include "wirefold/model/event.h"

namespace wirefold::serve {

/// The box of an article in a story of several, which says that it does not belong there.
std::string article_tick(const Means& means, const Article& article);

/// The bar for these boxes; empty for a story of one article.
std::string split_bar(const Means& means, const Story& story);

/// The section "Putting it right": what can be done with the story and with another one.
std::string story_means(const Means& means, const Story& story, bool in_event);

/// The link that takes a report out of its event.
std::string leave_link(const Means& means, StoryId report);

/// The links that put a related story into the event of `story`, or make the two one.
std::string related_links(const Means& means, StoryId related, StoryId story);

}  // namespace wirefold::serve
