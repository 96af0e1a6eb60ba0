// Names stories and articles for people: by headline and outlet. Private to the serve area.
#pragma once

#include <optional>
#include <string>

#include "asked.h"
#include "wirefold/model/story.h"
#include "wirefold/serve/words/ruling_words.h"

namespace wirefold::serve {

/// The story, or the one that it has become part of; nullopt for neither.
std::optional<Story> story_now(Source& source, StoryId id);

/// "Kabar, Warta" with the number of those that are not named.
std::string outlet_names(const Words& words, const Story& story);

/// “Headline” (story 3), with a link to the story's page; the number alone for a story that is no
/// longer kept.
std::string story_name(const Asked& asked, StoryId id);

/// Names for ruling_html(): story_name(), and articles by number and outlet. `asked` must outlive
/// the result.
RulingNames names_in(const Asked& asked);

/// A line of a list: headline, outlets, time and number. `before` is markup in front of it.
std::string story_item(const Asked& asked, const Story& story, const std::string& before = {});
std::string article_item(const Asked& asked, const Article& article);

/// A list of such lines.
std::string item_list(const std::string& items);

}  // namespace wirefold::serve
