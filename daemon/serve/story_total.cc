#include "wirefold/serve/story_total.h"

#include <fmt/format.h>

#include <algorithm>

namespace wirefold::serve {
namespace {

// Limits for the cost of counting in addition to the query. Without a filter, an index counts the
// stories: 2 ms for 100,000. With a filter, each story is checked: 20 to 80 ms for 10,000 matches.
// For fewer matches, counting costs as much as a query without any match.
constexpr std::size_t kMostOfAll = 1000000;
constexpr std::size_t kMostOfFilter = 10000;

}  // namespace

StoryTotal total_of(Source& source, const StoryQuery& query, std::size_t found, bool by_event) {
  if (found < query.limit && !query.before) return {found, !source.covers_all(query)};
  const std::size_t most = std::max(found, query.is_open() ? kMostOfAll : kMostOfFilter);
  const std::size_t count =
      by_event ? source.count_events(query, most + 1) : source.count_stories(query, most + 1);
  if (count > most) return {most, true};
  return {count, !source.covers_all(query)};
}

std::string shown_of(std::size_t shown, const StoryTotal& total) {
  if (shown == total.count && !total.is_least) return std::to_string(shown);
  return fmt::format("{} of {}{}", shown, total.is_least ? "at least " : "", total.count);
}

}  // namespace wirefold::serve
