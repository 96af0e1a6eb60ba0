// Lets the operator choose another story. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

#include "asked.h"
#include "draft.h"

namespace wirefold::serve {

/// A radio button for a story. `label` is markup.
std::string radio(std::string_view name, StoryId story, bool chosen, const std::string& label);

/// A group of radio buttons; `legend` and `radios` are markup.
std::string choice_of(const std::string& legend, const std::string& radios);

/// The page `title`: the stories that have the words of Draft::other, the newest first, each of
/// which can be chosen for the draft of one story; and a field for other words.
ResourcePtr story_choice(const Asked& asked, const Draft& draft, const std::string& title);

}  // namespace wirefold::serve
