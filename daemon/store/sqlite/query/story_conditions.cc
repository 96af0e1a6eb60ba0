#include "story_conditions.h"

#include "store/sqlite/article_row.h"
#include "wirefold/base/strings.h"

namespace wirefold::store {
namespace {

constexpr std::size_t kMostWords = 24;

constexpr std::int64_t kPopularSeconds = 2 * 86400;

/// SQL that follows the number of a story: it is the story of the row, or one of its entry.
std::string is_of_entry(Listing listing) {
  if (listing == Listing::kStories) return "= story.id ";
  return "IN (SELECT story.id UNION ALL SELECT one.story FROM report AS one "
         "WHERE one.event = happening.id AND happening.first IS NOT NULL) ";
}

/// SQL for "the entry of the row has one of the stories", which are the `id` of `stories`.
std::string shows_one_of(const std::string& stories, Listing listing) {
  if (listing == Listing::kStories) return "story.id IN (" + stories + ")";
  return "story.id IN (SELECT coalesce(its.first, one.id) FROM (" + stories +
         ") AS one LEFT JOIN report ON report.story = one.id "
         "LEFT JOIN happening AS its ON its.id = report.event)";
}

/// SQL for "an article of the entry has this".
std::string some_article(const std::string& has, Listing listing) {
  return "EXISTS (SELECT 1" + kFromArticles + "WHERE article.story " + is_of_entry(listing) +
         "AND (" + has + "))";
}

/// SQL for the number of publishers of the entry.
std::string count_of_outlets(Listing listing) {
  return "(SELECT count(DISTINCT " + kPublisherName + ")" + kFromArticles + "WHERE article.story " +
         is_of_entry(listing) + ")";
}

/// SQL for the least number of a story that a filter searches.
std::string end_of_reach(const StoryQuery& query) {
  return query.before ? std::to_string(*query.before - kReach)
                      : "(SELECT max(id) + 1 FROM story) - " + std::to_string(kReach);
}

/// In a list of events, those are found by their changes too that do not change a story. They are
/// looked up from their indexes, because few have changed since the last request of a client.
void add_change(Conditions& where, const StoryQuery& query, Listing listing) {
  const std::int64_t since = query.changed_since->time_since_epoch().count();
  if (listing == Listing::kStories) return where.add("story.changed >= ?", since);
  where.add(
      shows_one_of("SELECT id FROM story WHERE changed >= ? AND id >= " + end_of_reach(query) +
                       " UNION ALL SELECT report.story AS id FROM (SELECT id FROM happening "
                       "WHERE changed >= ? ORDER BY changed DESC LIMIT " +
                       std::to_string(kReach) +
                       ") AS moved CROSS JOIN report ON report.event = moved.id",
                   listing),
      since);
  where.bind(since);
}

void add_language(Conditions& where, const std::string& lang, Listing listing) {
  where.add(listing == Listing::kStories
                ? "led.lang = ?"
                : "EXISTS (SELECT 1 FROM story AS one JOIN article ON article.id = one.lead "
                  "WHERE one.id " +
                      is_of_entry(listing) + "AND article.lang = ?)",
            lang);
}

/// A feed that only claims a publisher is found by Publisher::id(), which names its carrier.
void add_outlet(Conditions& where, const std::string& outlet, Listing listing) {
  where.add(
      some_article(outlet_name("article") + " = ? OR " + known_publisher_id("feed") + " IN (?, ?)",
                   listing),
      outlet);
  where.bind(outlet);
  const std::string domain = to_lower_ascii(outlet);
  where.bind(domain.starts_with("www.") ? domain.substr(4) : domain);
}

void add_group(Conditions& where, const std::string& group, Listing listing) {
  where.add(
      some_article("feed_group = ? OR substr(feed_group, 1, length(?) + 1) = ? || '/'", listing));
  for (int i = 0; i < 3; ++i) where.bind(group);
}

void add_words(Conditions& where, const std::string& words, Listing listing) {
  where.add(shows_one_of("SELECT story AS id FROM article WHERE article.id IN (SELECT rowid "
                         "FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT " +
                             std::to_string(kMostFound) + ")",
                         listing),
            match_of(words));
}

void add_popular(Conditions& where, Listing listing) {
  where.add(
      shows_one_of("SELECT id FROM story WHERE created >= "
                   "(SELECT max(created) FROM story) - " +
                       std::to_string(kPopularSeconds),
                   listing));
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

Conditions conditions_of(const StoryQuery& query, Listing listing) {
  Conditions where;
  if (listing == Listing::kEvents) {
    where.add("story.lead IS NOT NULL");
    where.add("(happening.first IS NULL OR happening.first = story.id)");
  }
  if (query.before) where.add("story.id < ?", *query.before);
  if (!query.is_open()) where.add("story.id >= " + end_of_reach(query));
  if (query.changed_since) add_change(where, query, listing);
  if (!query.lang.empty()) add_language(where, query.lang, listing);
  if (!query.outlet.empty()) add_outlet(where, query.outlet, listing);
  if (!query.agency.empty()) where.add(some_article("agency = ?", listing), query.agency);
  if (!query.group.empty()) add_group(where, query.group, listing);
  if (query.min_outlets > 1) {
    where.add(count_of_outlets(listing) + " >= ?", std::int64_t{query.min_outlets});
  }
  if (!query.words.empty()) add_words(where, query.words, listing);
  if (query.order == StoryOrder::kOutlets) add_popular(where, listing);
  return where;
}

std::string order_of(const StoryQuery& query, Listing listing) {
  const std::string popular =
      query.order == StoryOrder::kOutlets ? count_of_outlets(listing) + " DESC, " : "";
  return " ORDER BY " + popular + "story.id DESC LIMIT ?";
}

}  // namespace wirefold::store
