#include "wirefold/app/stored_source.h"

#include "wirefold/text/search_words.h"

namespace wirefold::app {
namespace {

/// `query` with the typed words turned into search words of the store; nullopt if the typed words
/// are only punctuation.
std::optional<StoryQuery> with_words(StoryQuery query) {
  const bool has_words = !query.words.empty();
  query.words = text::search_words(query.words);
  return has_words && query.words.empty() ? std::nullopt : std::optional(std::move(query));
}

}  // namespace

std::vector<Story> StoredSource::stories(const StoryQuery& query) {
  const auto asked = with_words(query);
  return asked ? stored_.stories(*asked) : std::vector<Story>();
}

std::size_t StoredSource::count_stories(const StoryQuery& query, std::size_t most) {
  const auto asked = with_words(query);
  return asked ? stored_.count_stories(*asked, most) : 0;
}

bool StoredSource::covers_all(const StoryQuery& query) {
  const auto asked = with_words(query);
  return !asked || stored_.covers_all(*asked);
}

std::vector<Event> StoredSource::events(const StoryQuery& query) {
  const auto asked = with_words(query);
  return asked ? events_.events(*asked) : std::vector<Event>();
}

std::size_t StoredSource::count_events(const StoryQuery& query, std::size_t most) {
  const auto asked = with_words(query);
  return asked ? events_.count_events(*asked, most) : 0;
}

}  // namespace wirefold::app
