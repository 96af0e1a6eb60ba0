#include "wirefold/app/stored_source.h"

#include "wirefold/text/search_words.h"

namespace wirefold::app {
namespace {

/// `query` with the words that people type made into those of the store; nothing if they are none,
/// but punctuation.
std::optional<StoryQuery> with_words(StoryQuery query) {
  const bool has_words = !query.words.empty();
  query.words = text::search_words(query.words);
  return has_words && query.words.empty() ? std::nullopt : std::optional(std::move(query));
}

}  // namespace

std::vector<Story> StoredSource::stories(const StoryQuery& query) {
  const auto asked = with_words(query);
  return asked ? store_.stories(*asked) : std::vector<Story>();
}

std::size_t StoredSource::count_stories(const StoryQuery& query, std::size_t most) {
  const auto asked = with_words(query);
  return asked ? store_.count_stories(*asked, most) : 0;
}

bool StoredSource::covers_all(const StoryQuery& query) {
  const auto asked = with_words(query);
  return !asked || store_.covers_all(*asked);
}

}  // namespace wirefold::app
