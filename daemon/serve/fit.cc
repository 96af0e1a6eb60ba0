#include "fit.h"

#include <algorithm>

namespace wirefold::serve {
namespace {

std::size_t text_bytes(const Article& lead, ListedText listed) {
  if (listed == ListedText::kTeaser) return 0;
  return listed == ListedText::kSummary ? lead.summary.size()
                                        : std::max(lead.summary.size(), lead.content.size());
}

/// Bytes of `story` in a list, without escapes and markup.
std::size_t listed_bytes(const Story& story, ListedText listed) {
  std::size_t bytes = text_bytes(story.lead(), listed);
  for (const Member& member : story.members) {
    const Article& a = member.article;
    bytes += a.outlet.size() + a.title.size() + a.link.size();
  }
  return bytes;
}

/// True if the document may fit. Rendering it then costs little more than rendering a full one.
bool may_fit(const std::vector<Story>& stories, ListedText listed) {
  std::size_t bytes = 0;
  for (const Story& story : stories) bytes += listed_bytes(story, listed);
  return bytes <= kMostDocumentBytes;
}

/// The number of stories of `first_to_last` that fit, at least 1. The size of a story is the size
/// of a document with this story alone, less that of an empty document.
std::size_t count_that_fits(const std::vector<const Story*>& first_to_last,
                            const std::function<std::string(std::span<const Story>)>& text) {
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

void drop_what_is_too_much(std::vector<Story>& stories, StoryOrder order,
                           const std::function<std::string(std::span<const Story>)>& text) {
  std::vector<const Story*> first_to_last;
  for (const Story& story : stories) first_to_last.push_back(&story);
  const bool newest = order == StoryOrder::kNewest;
  if (newest) {
    std::ranges::sort(first_to_last, std::ranges::greater(), [](const Story* s) { return s->id; });
  }
  const std::size_t count = count_that_fits(first_to_last, text);
  const StoryId last = first_to_last[count - 1]->id;
  if (newest) {
    std::erase_if(stories, [last](const Story& story) { return story.id < last; });
  } else {
    stories.resize(count);
  }
}

}  // namespace

std::string fitted(std::vector<Story>& stories, StoryOrder order, ListedText listed,
                   const std::function<std::string(std::span<const Story>)>& text) {
  const bool alone = stories.size() < 2;
  if (alone || may_fit(stories, listed)) {
    std::string whole = text(stories);
    if (alone || whole.size() <= kMostDocumentBytes) return whole;
  }
  drop_what_is_too_much(stories, order, text);
  return text(stories);
}

}  // namespace wirefold::serve
