// Lists reports and related stories, with the reasons why they are there. Private to the serve
// area.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "serve/means/means.h"
#include "wirefold/model/event.h"

namespace wirefold::serve {

/// A story in a list on a page one level below the front page: its headline, its outlet, its time
/// as a link to its page, the number of its copies, and `why` and `orders`, which are markup.
std::string report_item(const Words& words, const Story& story, const std::string& why,
                        const std::string& orders);

/// `why` with the outlet of the report that `report` is like; `why` alone if that is not in
/// `event`. Both are markup.
std::string named_like(const Words& words, const Event& event, const Report& report,
                       const std::string& why);

/// The section "Same event" on the page of `story`: the other reports of `event`, or the first of
/// them, and a link to the event's page. With `means` of a session each has a link that takes it
/// out of the event.
std::string same_event_section(const Words& words, const Story& story, const Event& event,
                               const std::optional<Means>& means);

/// A line that leads there: "3 outlets report it in their own words".
std::string same_event_link(const Words& words, const Event& event);

/// The section "Related" on the page of `story`; empty without `related` stories. With `means` of a
/// session each has links that join it with `story`.
std::string related_section(const Words& words, StoryId story,
                            std::span<const RelatedStory> related,
                            const std::optional<Means>& means);

}  // namespace wirefold::serve
