#include "event_reader.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "store/sqlite/article_row.h"
#include "store/sqlite/query/story_conditions.h"

namespace wirefold::store {
namespace {

// Bytes of the texts of one event outside of a list.
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

/// The places of entries by event: stories that stand alone, and the first of each event.
const std::string kSelectPlaces =
    "SELECT story.id, report.event, happening.first IS NOT NULL, report.founded, "
    "happening.updated, happening.changed" +
    std::string(kFromEntries);

/// Links of a story to others, and of others to it, without those within its served event.
const std::string kSelectRelated =
    "WITH near AS (SELECT " + std::string(kLinkColumns) +
    " FROM related WHERE story = ?1 UNION ALL SELECT story, points, likeness, "
    "shared, words, apart FROM related WHERE like_story = ?1) "
    "SELECT * FROM near WHERE near.like_story <> ?1 AND NOT EXISTS "
    "(SELECT 1 FROM report AS own JOIN happening ON happening.id = own.event "
    "JOIN report AS its ON its.event = own.event WHERE own.story = ?1 "
    "AND its.story = near.like_story AND happening.first IS NOT NULL) "
    "ORDER BY points DESC, like_story DESC";

Membership read_membership(const Statement& row) {
  constexpr int kLink = 5;
  return {StoryId{row.int64(0)}, EventId{row.int64(1)}, static_cast<std::uint64_t>(row.int64(2)),
          read_link(row, kLink), row.int64(3) != 0};
}

}  // namespace

/// The place of an entry, with what the tables say of its event.
struct EventReader::Place {
  explicit Place(const Statement& row)
      : story{row.int64(0)},
        event{row.int64(1)},
        is_served(row.int64(2) != 0),
        founded(row.int64(3) != 0),
        updated(row.time(4)),
        changed(row.time(5)) {}

  StoryId story;
  EventId event;
  bool is_served;
  bool founded;
  Timestamp updated;
  Timestamp changed;
};

/// The bytes that the stories read may take.
struct EventReader::Room {
  std::size_t most = 0;  ///< 0: no limit.
  std::size_t used = 0;

  bool is_full() const { return most != 0 && used >= most; }
};

std::vector<Event> EventReader::events(const StoryQuery& query) {
  const Conditions where = conditions_of(query, Listing::kEvents);
  Statement s(db_, kSelectPlaces + where.sql() + order_of(query, Listing::kEvents));
  where.bind_to(s);
  s.bind(static_cast<std::int64_t>(query.limit));
  std::vector<Event> out;
  Room room{query.most_bytes};
  while (!room.is_full() && s.step()) {
    if (auto entry = read_entry(Place(s), StoryId{}, room)) out.push_back(*std::move(entry));
  }
  if (query.order != StoryOrder::kOutlets) {
    std::ranges::stable_sort(out, std::ranges::greater(), [](const Event& entry) {
      return std::pair(entry.published, entry.first);
    });
  }
  return out;
}

std::size_t EventReader::count_events(const StoryQuery& query, std::size_t most) {
  StoryQuery all = query;
  all.before.reset();
  const Conditions where = conditions_of(all, Listing::kEvents);
  Statement s(db_, "SELECT count(*) FROM (SELECT 1" + std::string(kFromEntries) + where.sql() +
                       " LIMIT ?)");
  where.bind_to(s);
  s.bind(static_cast<std::int64_t>(most)).step();
  return static_cast<std::size_t>(s.int64(0));
}

/// The entry at a place, `wanted` among its reports; nullopt if its first story is gone.
std::optional<Event> EventReader::read_entry(const Place& place, StoryId wanted, Room& room) {
  Event out;
  out.first = place.story;
  out.changed = place.changed;
  const bool is_of_event = place.is_served || place.founded;
  out.uid =
      entry_uid(instance_, {is_of_event, is_of_event ? to_int(place.event) : to_int(place.story)});
  if (place.is_served) {
    out.id = place.event;
    add_reports(out, wanted, room);
  } else if (auto story = stories_.story(place.story)) {
    room.used += bytes_of(*story);
    out.reports.push_back({*std::move(story), {}, false});
  }
  const auto first = std::ranges::find(out.reports, out.first,
                                       [](const Report& report) { return report.story.id; });
  if (first == out.reports.end()) return std::nullopt;
  out.published = first->story.published;
  out.updated = std::max(first->story.updated, is_of_event ? place.updated : Timestamp{});
  out.changed = std::max(out.changed, first->story.changed);
  return out;
}

/// Reads the stories of a served event: its first story and `wanted`, then the others until there
/// is no more room.
void EventReader::add_reports(Event& event, StoryId wanted, Room& room) {
  Statement& s = select_reports_.reset().bind(to_int(event.id));
  s.bind(to_int(event.first)).bind(to_int(wanted)).bind(std::int64_t{kMostReports});
  std::vector<std::pair<std::int64_t, Report>> reports;
  while (s.step()) {
    const Membership member = read_membership(s);
    if (room.is_full() && member.story != wanted) break;
    auto story = stories_.story(member.story);
    if (!story) continue;
    room.used += bytes_of(*story);
    reports.push_back({s.int64(4), {*std::move(story), member.link, member.by_operator}});
  }
  s.reset();
  std::ranges::stable_sort(reports, {}, [](const auto& report) { return report.first; });
  for (auto& report : reports) event.reports.push_back(std::move(report.second));
  add_totals(event);
}

/// Sets what all stories of a served event have a part in.
void EventReader::add_totals(Event& event) {
  Statement& s = select_totals_.reset().bind(to_int(event.id));
  s.step();
  event.left_out = static_cast<std::size_t>(s.int64(0)) - event.reports.size();
  event.changed = std::max(event.changed, s.time(1));
  s.reset();
}

std::optional<Event> EventReader::event(EventId id) { return read_served(id, StoryId{}); }

std::optional<Event> EventReader::read_served(EventId id, StoryId wanted) {
  Statement s(db_, kSelectPlaces + "WHERE happening.id = ? AND story.id = happening.first");
  if (!s.bind(to_int(id)).step()) return std::nullopt;
  Room room{kMostBytes};
  return read_entry(Place(s), wanted, room);
}

bool EventReader::is_served(EventId id) {
  const bool out = select_served_.reset().bind(to_int(id)).step();
  select_served_.reset();
  return out;
}

StoryContext EventReader::around(StoryId story) {
  Statement s(db_, kSelectPlaces + "WHERE story.id = ? AND story.lead IS NOT NULL");
  if (!s.bind(to_int(story)).step()) return {};
  const Place place(s);
  return {place.is_served ? read_served(place.event, story) : std::nullopt, related(story)};
}

std::vector<RelatedStory> EventReader::related(StoryId story) {
  Statement s(db_, kSelectRelated);
  s.bind(to_int(story));
  std::vector<RelatedStory> out;
  std::set<StoryId> seen;
  while (out.size() < kMostRelated && s.step()) {
    EventLink link = read_link(s, 0);
    if (!seen.insert(link.like).second) continue;
    if (auto other = stories_.story(link.like)) {
      out.push_back({*std::move(other), std::move(link)});
    }
  }
  return out;
}

std::vector<EndedStory> EventReader::ended_events(Timestamp since, std::size_t limit) {
  Statement s(db_,
              "SELECT of_event, id, ended FROM ended_entry WHERE ended >= ? "
              "ORDER BY ended DESC, of_event DESC, id DESC LIMIT ?");
  s.bind(since).bind(static_cast<std::int64_t>(limit));
  std::vector<EndedStory> out;
  while (s.step()) {
    out.push_back({entry_uid(instance_, {s.int64(0) != 0, s.int64(1)}), s.time(2)});
  }
  return out;
}

std::optional<Membership> EventReader::membership(StoryId story) {
  Statement s(db_, std::string(kSelectMemberships) + "WHERE story = ?");
  if (!s.bind(to_int(story)).step()) return std::nullopt;
  return read_membership(s);
}

std::vector<Membership> EventReader::members(EventId event) {
  Statement s(db_, kSelectMemberships + "WHERE event = ? ORDER BY number");
  s.bind(to_int(event));
  std::vector<Membership> out;
  while (s.step()) out.push_back(read_membership(s));
  return out;
}

std::size_t EventReader::outlets(EventId event) {
  Statement s(db_, "SELECT count(DISTINCT " + kPublisherName + ")" + kFromArticles +
                       "WHERE article.story IN (SELECT story FROM report WHERE event = ?)");
  s.bind(to_int(event)).step();
  return static_cast<std::size_t>(s.int64(0));
}

void EventReader::for_each_report(const std::function<void(const StoredReport&)>& use) {
  Statement s(db_,
              "SELECT terms.story, coalesce(report.event, 0), terms.outlet, lang, published, "
              "seen, terms, title FROM report_terms AS terms LEFT JOIN report "
              "ON report.story = terms.story ORDER BY seen, terms.story");
  while (s.step()) {
    use({StoryId{s.int64(0)}, EventId{s.int64(1)}, static_cast<std::uint64_t>(s.int64(2)),
         s.text(3), s.maybe_time(4), s.time(5), s.blob(6), s.blob(7)});
  }
}

std::string EventReader::word_counts() {
  Statement s(db_, "SELECT counts FROM word_counts");
  return s.step() ? s.blob(0) : std::string();
}

}  // namespace wirefold::store
