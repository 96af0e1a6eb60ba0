#include "stored_source.h"

#include "wirefold/text/search_words.h"

namespace wirefold::app {

std::vector<Story> StoredSource::stories(const StoryQuery& query) {
  StoryQuery asked = query;
  asked.words = text::search_words(query.words);
  if (asked.words.empty() && !query.words.empty()) return {};  // nothing but punctuation
  return store_.stories(asked);
}

}  // namespace wirefold::app
