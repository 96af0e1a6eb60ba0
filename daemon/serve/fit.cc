#include "fit.h"

#include <algorithm>

#include "wirefold/serve/entries.h"

namespace wirefold::serve {
namespace {

std::size_t text_bytes(const Article& lead, ListedText listed) {
  if (listed == ListedText::kTeaser) return 0;
  return listed == ListedText::kSummary ? lead.summary.size()
                                        : std::max(lead.summary.size(), lead.content.size());
}

/// Bytes of the articles' names, titles and links, without escapes and markup.
std::size_t named_bytes(const Story& story) {
  std::size_t bytes = 0;
  for (const Member& member : story.members) {
    const Article& a = member.article;
    bytes += a.outlet.size() + a.title.size() + a.link.size();
  }
  return bytes;
}

/// True if the document may fit. Rendering it then costs little more than rendering a full one.
bool may_fit(const std::vector<Event>& entries, ListedText listed) {
  std::size_t bytes = 0;
  for (const Event& entry : entries) {
    bytes += text_bytes(first_of(entry).lead(), listed);
    for (const Report& report : entry.reports) bytes += named_bytes(report.story);
  }
  return bytes <= kMostDocumentBytes;
}

/// The number of entries of `first_to_last` that fit, at least 1. The size of an entry is the size
/// of a document with this entry alone, less that of an empty document.
std::size_t count_that_fits(const std::vector<const Event*>& first_to_last,
                            const std::function<std::string(std::span<const Event>)>& text) {
  const std::size_t frame = text({}).size();
  std::size_t bytes = frame;
  std::size_t count = 0;
  for (; count < first_to_last.size(); ++count) {
    const std::size_t alone = text({first_to_last[count], 1}).size();
    bytes += alone - std::min(alone, frame);
    if (bytes > kMostDocumentBytes) break;
  }
  return std::max<std::size_t>(count, 1);
}

void drop_what_is_too_much(std::vector<Event>& entries, StoryOrder order,
                           const std::function<std::string(std::span<const Event>)>& text) {
  std::vector<const Event*> first_to_last;
  for (const Event& entry : entries) first_to_last.push_back(&entry);
  const bool newest = order == StoryOrder::kNewest;
  if (newest) {
    std::ranges::sort(first_to_last, std::ranges::greater(),
                      [](const Event* entry) { return entry->first; });
  }
  const std::size_t count = count_that_fits(first_to_last, text);
  const StoryId last = first_to_last[count - 1]->first;
  if (newest) {
    std::erase_if(entries, [last](const Event& entry) { return entry.first < last; });
  } else {
    entries.resize(count);
  }
}

}  // namespace

std::string fitted(std::vector<Event>& entries, StoryOrder order, ListedText listed,
                   const std::function<std::string(std::span<const Event>)>& text) {
  const bool alone = entries.size() < 2;
  if (alone || may_fit(entries, listed)) {
    std::string whole = text(entries);
    if (alone || whole.size() <= kMostDocumentBytes) return whole;
  }
  drop_what_is_too_much(entries, order, text);
  return text(entries);
}

}  // namespace wirefold::serve
