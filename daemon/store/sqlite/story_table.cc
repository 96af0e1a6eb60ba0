#include "story_table.h"

#include <algorithm>

#include "article_row.h"
#include "store/sqlite/query/story_conditions.h"

namespace wirefold::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT story.id, story.uid, story.published, story.updated, story.changed, feed.url, "
    "feed.title, feed.uid, feed.rights, story.lead, EXISTS (SELECT 1 FROM ruling "
    "WHERE ruling.story = story.id AND kind = 1 AND done IS NOT NULL AND problem = '') FROM story "
    "JOIN article AS led ON led.id = story.lead JOIN feed ON feed.id = led.feed ";

/// Articles with the leads of their stories. They are in the order of the index article_by_coming,
/// because the table would be read as a whole if fewer are wanted than it has.
std::string select_origins() {
  return "SELECT " + outlet_name("article") + ", " + publisher_id("article", "feed") +
         ", iif(article.agency <> '', article.agency, led.agency), " + outlet_name("led") + ", " +
         publisher_id("led", "led_by") + ", article.id = led.id, article.published, led.published" +
         kFromArticles +
         "JOIN story ON story.id = article.story JOIN article AS led ON led.id = story.lead "
         "JOIN feed AS led_by ON led_by.id = led.feed WHERE article.first_seen >= ? "
         "ORDER BY article.first_seen DESC, article.id DESC LIMIT ?";
}

}  // namespace

std::string StoryTable::members_sql() {
  return "SELECT " + kArticleColumns + kFromArticles +
         "WHERE story = ? ORDER BY article.id <> ?, article.id";
}

std::string StoryTable::story_sql() { return std::string(kSelect) + "WHERE story.id = ?"; }

std::vector<Story> StoryTable::stories(const StoryQuery& query) {
  const Conditions where = conditions_of(query, Listing::kStories);
  Statement s(db_, std::string(kSelect) + where.sql() + order_of(query, Listing::kStories));
  where.bind_to(s);
  s.bind(static_cast<std::int64_t>(query.limit));
  std::vector<Story> out;
  std::size_t bytes = 0;
  while ((query.most_bytes == 0 || bytes < query.most_bytes) && s.step()) {
    out.push_back(read_story(s));
    bytes += bytes_of(out.back());
  }
  if (query.order != StoryOrder::kOutlets) {
    std::stable_sort(out.begin(), out.end(), [](const Story& x, const Story& y) {
      return x.published != y.published ? x.published > y.published : to_int(x.id) > to_int(y.id);
    });
  }
  return out;
}

std::size_t StoryTable::count(StoryQuery query, std::size_t most) {
  query.before.reset();
  Conditions where = conditions_of(query, Listing::kStories);
  where.add("story.lead IS NOT NULL");
  const std::string_view lead =
      query.lang.empty() ? "" : "JOIN article AS led ON led.id = story.lead ";
  Statement s(db_, std::string("SELECT count(*) FROM (SELECT 1 FROM story ")
                       .append(lead)
                       .append(where.sql())
                       .append(" LIMIT ?)"));
  where.bind_to(s);
  s.bind(static_cast<std::int64_t>(most)).step();
  return static_cast<std::size_t>(s.int64(0));
}

bool StoryTable::covers_all(const StoryQuery& query) {
  if (query.is_open()) return true;
  Statement beyond(db_,
                   "SELECT 1 FROM story WHERE lead IS NOT NULL AND changed >= ? "
                   "AND id <= (SELECT max(id) FROM story) - ? LIMIT 1");
  if (beyond.bind(query.changed_since.value_or(Timestamp::min())).bind(kReach).step()) return false;
  if (query.words.empty()) return true;
  Statement found(db_, "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)");
  found.bind(std::string_view(match_of(query.words))).bind(std::int64_t{kMostFound} + 1).step();
  return found.int64(0) <= kMostFound;
}

std::optional<Story> StoryTable::story(StoryId id) {
  if (!select_story_.reset().bind(to_int(id)).step()) return std::nullopt;
  Story out = read_story(select_story_);
  select_story_.reset();
  return out;
}

std::optional<StoryId> StoryTable::successor(StoryId id) {
  constexpr int kLongestChain = 100;  // a manipulated database may have a cycle
  Statement s(db_, "SELECT merged_into FROM story WHERE id = ?");
  std::optional<StoryId> out;
  for (int i = 0; i < kLongestChain; ++i) {
    if (!s.reset().bind(to_int(out.value_or(id))).step() || s.is_null(0)) break;
    out = StoryId{s.int64(0)};
  }
  return out;
}

std::vector<EndedStory> StoryTable::ended(Timestamp since, std::size_t limit) {
  Statement s(db_,
              "SELECT uid, changed FROM story WHERE lead IS NULL AND changed >= ? "
              "ORDER BY changed DESC, id DESC LIMIT ?");
  s.bind(since).bind(static_cast<std::int64_t>(limit));
  std::vector<EndedStory> out;
  while (s.step()) out.push_back({s.text(0), s.time(1)});
  return out;
}

std::vector<FeedDay> StoryTable::feed_days(Timestamp since) {
  Statement s(db_,
              "SELECT feed, first_seen / 86400 AS day, count(*), sum(story.lead <> article.id) "
              "FROM article JOIN story ON story.id = article.story WHERE first_seen >= ? "
              "AND +article.id > (SELECT max(id) FROM article) - ? GROUP BY feed, day");
  s.bind(since).bind(kReach);
  std::vector<FeedDay> out;
  while (s.step()) {
    const Timestamp day(std::chrono::days(s.int64(1)));
    out.push_back({FeedId{s.int64(0)}, day, s.int64(2), s.int64(3)});
  }
  return out;
}

std::vector<ArticleOrigin> StoryTable::origins(Timestamp since, std::size_t most) {
  Statement s(db_, select_origins());
  s.bind(since).bind(static_cast<std::int64_t>(most));
  std::vector<ArticleOrigin> out;
  while (s.step()) {
    ArticleOrigin origin{s.text(0), s.text(1),       s.text(2),   s.text(3),
                         s.text(4), s.int64(5) != 0, std::nullopt};
    const auto published = s.maybe_time(6);
    const auto first = s.maybe_time(7);
    if (published && first) origin.delay = *published - *first;
    out.push_back(std::move(origin));
  }
  return out;
}

Story StoryTable::read_story(const Statement& row) {
  Story story;
  story.id = StoryId{row.int64(0)};
  story.uid = row.text(1);
  story.published = row.time(2);
  story.updated = row.time(3);
  story.changed = row.time(4);
  story.feed_url = row.text(5);
  story.feed_title = row.text(6);
  story.feed_uid = row.text(7);
  story.feed_rights = row.text(8);
  story.pinned = row.int64(10) != 0;
  story.members = members(story.id, row.int64(9));
  return story;
}

std::vector<Enclosure> StoryTable::enclosures(std::int64_t article) {
  std::vector<Enclosure> out;
  Statement& s = select_enclosures_.reset().bind(article);
  while (s.step()) {
    Enclosure e{s.text(0), s.text(1), std::nullopt, s.int64(3) != 0};
    if (!s.is_null(2)) e.length_bytes = static_cast<std::uint64_t>(s.int64(2));
    out.push_back(std::move(e));
  }
  return out;
}

std::vector<Member> StoryTable::members(StoryId story, std::int64_t lead) {
  std::vector<Member> out;
  Statement& s = select_members_.reset().bind(to_int(story)).bind(lead);
  while (s.step()) {
    out.push_back({read_article(s), read_reason(s)});
    out.back().article.enclosures = enclosures(to_int(out.back().article.id));
  }
  return out;
}

}  // namespace wirefold::store
