// What a feed or page lists: stories, or stories by event. Both are entries of the shape of Event.
#pragma once

#include <cstddef>
#include <vector>

#include "wirefold/model/event.h"

namespace wirefold::serve {

/// Each of the stories as an entry of its own, with the id and the dates of the story.
std::vector<Event> entries_of(std::vector<Story> stories);

/// False for an entry that is a story alone.
inline bool is_event(const Event& entry) { return to_int(entry.id) != 0; }

/// The story that stands for the entry: Event::first.
const Story& first_of(const Event& entry);

/// The reports of the entry without that of `story`; by default without the first.
std::vector<const Report*> other_reports(const Event& entry, StoryId story);
inline std::vector<const Report*> other_reports(const Event& entry) {
  return other_reports(entry, entry.first);
}

/// Number of reports, those that are left out included.
inline std::size_t count_reports(const Event& entry) {
  return entry.reports.size() + entry.left_out;
}

/// Number of outlets of all articles in the reports of the entry.
std::size_t count_outlets(const Event& entry);

/// Number of outlets whose own words are in these reports: those of the leads.
std::size_t count_own_words(const Event& entry);

/// As bytes_of() of a story, of all stories in the entry.
std::size_t bytes_of(const Event& entry);

}  // namespace wirefold::serve
