#include "story_table.h"

#include <algorithm>

#include "article_row.h"
#include "wirefold/base/strings.h"

namespace wirefold::store {
namespace {

// Number of newest stories that a filter searches: about 0.2 s on one core if nothing matches.
constexpr std::int64_t kReach = 200000;

// Maximum number of articles that a search takes from the index, the newest first.
constexpr int kMostFound = 5000;
constexpr std::size_t kMostWords = 24;

constexpr std::int64_t kPopularSeconds = 2 * 86400;

constexpr std::string_view kSelect =
    "SELECT story.id, story.uid, story.published, story.updated, story.changed, feed.url, "
    "feed.title, feed.uid, feed.rights, story.lead, EXISTS (SELECT 1 FROM ruling "
    "WHERE ruling.story = story.id AND kind = 1 AND done IS NOT NULL AND problem = '') FROM story "
    "JOIN article AS led ON led.id = story.lead JOIN feed ON feed.id = led.feed ";

/// The conditions of a WHERE clause with their values.
class Conditions {
 public:
  void add(std::string_view sql) { sql_.append(sql_.empty() ? "WHERE " : " AND ").append(sql); }
  template <typename T>
  void add(std::string_view sql, const T& value) {
    add(sql);
    bind(value);
  }
  void bind(std::int64_t value) { numbers_.emplace_back(values_++, value); }
  void bind(std::string value) { texts_.emplace_back(values_++, std::move(value)); }

  const std::string& sql() const { return sql_; }

  /// Binds the values in the order in which they were added.
  void bind_to(Statement& s) const {
    auto number = numbers_.begin();
    auto text = texts_.begin();
    for (std::size_t i = 0; i < values_; ++i) {
      if (number != numbers_.end() && number->first == i) {
        s.bind(number++->second);
      } else {
        s.bind(std::string_view(text++->second));
      }
    }
  }

 private:
  std::string sql_;
  std::size_t values_ = 0;
  std::vector<std::pair<std::size_t, std::int64_t>> numbers_;
  std::vector<std::pair<std::size_t, std::string>> texts_;
};

/// The FTS5 expression for texts that have, for each of `words`, a word that begins with it. Single
/// letters match only themselves, because too many words begin with them.
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

constexpr std::string_view kSomeMember =
    "EXISTS (SELECT 1 FROM article WHERE article.story = story.id AND ";

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

/// SQL for the number of publishers of a story.
std::string outlets_of_story() {
  return "(SELECT count(DISTINCT " + kPublisherName + ")" + kFromArticles +
         "WHERE article.story = story.id)";
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

}  // namespace

std::string StoryTable::members_sql() {
  return "SELECT " + kArticleColumns + kFromArticles +
         "WHERE story = ? ORDER BY article.id <> ?, article.id";
}

std::string StoryTable::story_sql() { return std::string(kSelect) + "WHERE story.id = ?"; }

std::vector<Story> StoryTable::stories(const StoryQuery& query) {
  const Conditions where = conditions_of(query);
  const bool popular = query.order == StoryOrder::kOutlets;
  Statement s(db_, std::string(kSelect) + where.sql() +
                       (popular ? " ORDER BY " + outlets_of_story() + " DESC, story.id DESC LIMIT ?"
                                : " ORDER BY story.id DESC LIMIT ?"));
  where.bind_to(s);
  s.bind(static_cast<std::int64_t>(query.limit));
  std::vector<Story> out;
  std::size_t bytes = 0;
  while ((query.most_bytes == 0 || bytes < query.most_bytes) && s.step()) {
    out.push_back(read_story(s));
    bytes += bytes_of(out.back());
  }
  if (!popular) {
    std::stable_sort(out.begin(), out.end(), [](const Story& x, const Story& y) {
      return x.published != y.published ? x.published > y.published : to_int(x.id) > to_int(y.id);
    });
  }
  return out;
}

std::size_t StoryTable::count(StoryQuery query, std::size_t most) {
  query.before.reset();
  Conditions where = conditions_of(query);
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
