// Lists reports and related stories, with the reasons why they are there. Private to the serve
// area.
#pragma once

#include <span>
#include <string>

#include "serve/words/words.h"
#include "wirefold/model/event.h"

namespace wirefold::serve {

/// A story in a list on a page one level below the front page: its headline, its outlet, its time
/// as a link to its page, the number of its copies, and `why`, which is markup.
std::string report_item(const Words& words, const Story& story, const std::string& why);

/// `why` with the outlet of the report that `report` is like; `why` alone if that is not in
/// `event`. Both are markup.
std::string named_like(const Words& words, const Event& event, const Report& report,
                       const std::string& why);

/// The section "Same event" on the page of `story`: the other reports of `event`, or the first of
/// them, and a link to the event's page.
std::string same_event_section(const Words& words, const Story& story, const Event& event);

/// A line that leads there: "3 outlets report it in their own words".
std::string same_event_link(const Words& words, const Event& event);

/// The section "Related"; empty without stories.
std::string related_section(const Words& words, std::span<const RelatedStory> related);

}  // namespace wirefold::serve
