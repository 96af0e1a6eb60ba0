#include "fit.h"

#include <algorithm>

namespace wirefold::serve {
namespace {

// One byte of a link is in an entry twice, once in HTML inside of XML: "&amp;" and "&amp;amp;".
constexpr std::size_t kMostTimes = 14;

bool fit_surely(const std::vector<Story>& stories) {
  std::size_t bytes = 0;
  for (const Story& story : stories) bytes += bytes_of(story);
  return kMostTimes * bytes <= kMostDocumentBytes;
}

}  // namespace

bool fit(std::vector<Story>& stories, StoryOrder order,
         const std::function<std::size_t(const Story&)>& served) {
  if (stories.size() < 2 || fit_surely(stories)) return false;
  std::vector<const Story*> first_to_last;
  for (const Story& story : stories) first_to_last.push_back(&story);
  if (order == StoryOrder::kNewest) {
    std::ranges::sort(first_to_last, std::ranges::greater(), [](const Story* s) { return s->id; });
  }
  std::size_t bytes = served(*first_to_last.front());
  std::size_t count = 1;
  while (count < first_to_last.size()) {
    bytes += served(*first_to_last[count]);
    if (bytes > kMostDocumentBytes) break;
    ++count;
  }
  if (count == stories.size()) return false;
  if (order == StoryOrder::kNewest) {
    const StoryId last = first_to_last[count - 1]->id;
    std::erase_if(stories, [last](const Story& story) { return story.id < last; });
  } else {
    stories.resize(count);
  }
  return true;
}

}  // namespace wirefold::serve
