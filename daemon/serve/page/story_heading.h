// The head of a story's or an event's page. Private to the serve area.
#pragma once

#include <cstddef>
#include <string>

#include "serve/words/words.h"
#include "timeline.h"
#include "wirefold/model/story.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// The time of publication, or of arrival if that is not known.
Timestamp time_of(const Article& article);

/// The headline, the outlet, the time, the number of `outlets`, the picture, and the beginning of
/// the lead's text; for a page one level below the front page.
std::string story_heading(const Site& site, const Words& words, const Story& story,
                          std::size_t outlets);

/// "Who published when" with a timeline; empty for fewer than two dots.
std::string when_section(const Words& words, std::vector<Dot> dots);

}  // namespace wirefold::serve
