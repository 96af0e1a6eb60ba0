// A story or an event on the front page. Private to the serve area.
#pragma once

#include <string>

#include "copy_kinds.h"
#include "serve/words/words.h"
#include "wirefold/model/event.h"
#include "wirefold/serve/page/pages.h"

namespace wirefold::serve {

/// Its headline, outlets, a few lines of its text, the headlines of up to three other outlets, and
/// how the copies of its first story differ. `with_day` shows the day beside the time of day.
std::string story_card(const Words& words, const Event& entry, const CopyKinds& kinds,
                       bool with_day);

/// The headline and the number of outlets, for a list of the most reported stories.
std::string story_line(const Words& words, const TopStory& story);

}  // namespace wirefold::serve
