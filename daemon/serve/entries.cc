#include "wirefold/serve/entries.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace wirefold::serve {

std::vector<Event> entries_of(std::vector<Story> stories) {
  std::vector<Event> out;
  out.reserve(stories.size());
  for (Story& story : stories) {
    Event entry;
    entry.uid = story.uid;
    entry.first = story.id;
    entry.published = story.published;
    entry.updated = story.updated;
    entry.changed = story.changed;
    entry.reports.push_back({std::move(story), {}, false});
    out.push_back(std::move(entry));
  }
  return out;
}

const Story& first_of(const Event& entry) {
  const auto is_first = [&entry](const Report& report) { return report.story.id == entry.first; };
  return std::ranges::find_if(entry.reports, is_first)->story;
}

std::vector<const Report*> other_reports(const Event& entry, StoryId story) {
  std::vector<const Report*> out;
  for (const Report& report : entry.reports) {
    if (report.story.id != story) out.push_back(&report);
  }
  return out;
}

std::size_t count_outlets(const Event& entry) {
  std::set<std::string_view> publishers;
  for (const Report& report : entry.reports) {
    for (const Member& m : report.story.members) publishers.insert(m.article.publisher_name());
  }
  return publishers.size();
}

std::size_t count_own_words(const Event& entry) {
  std::set<std::string_view> publishers;
  for (const Report& report : entry.reports) {
    publishers.insert(report.story.lead().publisher_name());
  }
  return publishers.size();
}

std::size_t bytes_of(const Event& entry) {
  std::size_t bytes = 0;
  for (const Report& report : entry.reports) bytes += wirefold::bytes_of(report.story);
  return bytes;
}

}  // namespace wirefold::serve
