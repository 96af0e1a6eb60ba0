#include "wirefold/serve/story_total.h"

#include <fmt/format.h>

#include <algorithm>

namespace wirefold::serve {
namespace {

// What counting costs at most beside the query. An index counts all stories, 2 ms for 100,000; for
// a filter each is looked at, 20 to 80 ms for 10,000 that match, and where fewer do as much as the
// query costs where none does.
constexpr std::size_t kMostOfAll = 1000000;
constexpr std::size_t kMostOfFilter = 10000;

}  // namespace

StoryTotal total_of(Source& source, const StoryQuery& query, std::size_t found) {
  if (found < query.limit && !query.before) return {found, !source.covers_all(query)};
  const std::size_t most = std::max(found, query.is_open() ? kMostOfAll : kMostOfFilter);
  const std::size_t count = source.count_stories(query, most + 1);
  if (count > most) return {most, true};
  return {count, !source.covers_all(query)};
}

std::string shown_of(std::size_t shown, const StoryTotal& total) {
  if (shown == total.count && !total.is_least) return std::to_string(shown);
  return fmt::format("{} of {}{}", shown, total.is_least ? "at least " : "", total.count);
}

}  // namespace wirefold::serve
