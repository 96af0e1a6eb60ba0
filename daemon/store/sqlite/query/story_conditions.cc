#include "story_conditions.h"

#include "store/sqlite/article_row.h"
#include "wirefold/base/strings.h"

namespace wirefold::store {
namespace {

constexpr std::size_t kMostWords = 24;

constexpr std::int64_t kPopularSeconds = 2 * 86400;

constexpr std::string_view kSomeMember =
    "EXISTS (SELECT 1 FROM article WHERE article.story = story.id AND ";

/// SQL for the number of publishers of a story.
std::string outlets_of_story() {
  return "(SELECT count(DISTINCT " + kPublisherName + ")" + kFromArticles +
         "WHERE article.story = story.id)";
}

}  // namespace

std::string match_of(std::string_view words) {
  std::string out;
  std::size_t count = 0;
  for (const std::string_view word : split(words, ' ')) {
    if (word.empty() || ++count > kMostWords) continue;
    out.append(out.empty() ? "\"" : " \"");
    for (const char c : word) out.append(c == '"' ? 2 : 1, c);
    out += word.size() == 1 ? "\"" : "\"*";
  }
  return out;
}

Conditions conditions_of(const StoryQuery& query) {
  Conditions where;
  if (query.before) where.add("story.id < ?", *query.before);
  if (!query.is_open()) {
    where.add(query.before ? "story.id >= " + std::to_string(*query.before - kReach)
                           : "story.id > (SELECT max(id) FROM story) - " + std::to_string(kReach));
  }
  if (query.changed_since) {
    where.add("story.changed >= ?", std::int64_t{query.changed_since->time_since_epoch().count()});
  }
  if (!query.lang.empty()) where.add("led.lang = ?", query.lang);
  if (!query.outlet.empty()) {
    // A feed that only claims a publisher is found by Publisher::id(), which names its carrier.
    where.add("EXISTS (SELECT 1" + kFromArticles + "WHERE article.story = story.id AND (" +
                  outlet_name("article") + " = ? OR " + known_publisher_id("feed") + " IN (?, ?)))",
              query.outlet);
    where.bind(query.outlet);
    const std::string domain = to_lower_ascii(query.outlet);
    where.bind(domain.starts_with("www.") ? domain.substr(4) : domain);
  }
  if (!query.agency.empty()) where.add(std::string(kSomeMember) + "agency = ?)", query.agency);
  if (!query.group.empty()) {
    where.add(std::string(kSomeMember) +
              "(feed_group = ? OR substr(feed_group, 1, length(?) + 1) = ? || '/'))");
    for (int i = 0; i < 3; ++i) where.bind(query.group);
  }
  if (query.min_outlets > 1) {
    where.add(outlets_of_story() + " >= ?", std::int64_t{query.min_outlets});
  }
  if (!query.words.empty()) {
    where.add(
        "story.id IN (SELECT story FROM article WHERE id IN (SELECT rowid FROM search "
        "WHERE search MATCH ? ORDER BY rowid DESC LIMIT " +
            std::to_string(kMostFound) + "))",
        match_of(query.words));
  }
  if (query.order == StoryOrder::kOutlets) {
    where.add("story.created >= (SELECT max(created) FROM story) - " +
              std::to_string(kPopularSeconds));
  }
  return where;
}

std::string order_of(const StoryQuery& query) {
  const std::string popular =
      query.order == StoryOrder::kOutlets ? outlets_of_story() + " DESC, " : "";
  return " ORDER BY " + popular + "story.id DESC LIMIT ?";
}

}  // namespace wirefold::store
