// A story or an event on the front page. Private to the serve area.
#pragma once

#include <string>

#include "copy_kinds.h"
#include "serve/words/words.h"
#include "wirefold/model/event.h"
#include "wirefold/serve/page/pages.h"

namespace wirefold::serve {

struct CardStyle {
  bool with_day = false;   ///< Shows the day beside the time of day.
  bool with_tick = false;  ///< Shows a box for tick_bar().
};

/// Its picture, headline, outlets, a few lines of its text, the headlines of up to three other
/// outlets, and how the copies of its first story differ.
std::string story_card(const Site& site, const Words& words, const Event& entry,
                       const CopyKinds& kinds, const CardStyle& style);

/// The headline and the number of outlets, for a list of the most reported stories.
std::string story_line(const Words& words, const TopStory& story);

}  // namespace wirefold::serve
