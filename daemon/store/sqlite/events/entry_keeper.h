// Keeps events served by their rule, and notes which entries by event end. Private to the store.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/sqlite/statement.h"
#include "wirefold/model/history.h"
#include "wirefold/model/ids.h"

namespace wirefold::store {

/// SQL for the story in whose place the event of a row of `happening` is served: the first of its
/// stories; NULL for an event that is not served. Stories that have ended do not count.
inline const std::string kPlaceByRule =
    "(SELECT CASE WHEN count(*) > 1 AND (count(DISTINCT report.outlet) > 1 "
    "OR max(report.by_operator)) THEN min(report.story) END FROM report "
    "JOIN story ON story.id = report.story "
    "WHERE report.event = happening.id AND story.lead IS NOT NULL)";

/// What an entry by event is made of: an event, or a story that stands alone and founded no event.
/// The entry of a story that founded its event is of the event.
struct EntryKey {
  bool of_event = false;
  std::int64_t id = 0;

  auto operator<=>(const EntryKey&) const = default;
};

/// Event::uid. `instance` identifies the database.
std::string entry_uid(const std::string& instance, const EntryKey& key);

/// The stories and events that a change concerns, and the entries that show them before it.
struct EntryChange {
  Timestamp now{};
  std::set<std::int64_t> stories;
  std::set<std::int64_t> events;
  std::set<EntryKey> shown;
};

/// Around each change of the stories of an event, and each change that ends a story or gives it
/// members again: make an EntryChange, add() all that the change concerns, change, finish().
class EntryKeeper {
 public:
  explicit EntryKeeper(sqlite3* db) : db_(db) {}

  void add_story(EntryChange& change, StoryId story);
  void add_event(EntryChange& change, EventId event);

  /// Serves the events by their rule, deletes those without stories, and notes the entries that
  /// are shown no more.
  void finish(const EntryChange& change);

  /// Deletes what events know of a story that is about to be deleted. Its own entry does not end.
  void forget_story(StoryId story, Timestamp now);

  /// Deletes the notes of entries that ended before `since`.
  void forget_ended(Timestamp since);

  /// The event of a story; nullopt if it is in none.
  std::optional<EventId> event_of(StoryId story);
  bool is_served(EventId event);

 private:
  void add_shown(std::set<EntryKey>& to, std::int64_t event, Timestamp created_before);
  bool stands_alone(std::int64_t story, Timestamp created_before);
  void refresh(std::int64_t event, Timestamp now);

  sqlite3* db_;
  Statement select_event_{db_, "SELECT event FROM report WHERE story = ?"};
  Statement select_place_{db_, "SELECT first FROM happening WHERE id = ?"};
  Statement select_alone_{db_,
                          "SELECT 1 FROM story WHERE id = ? AND lead IS NOT NULL AND created < ? "
                          "AND NOT EXISTS (SELECT 1 FROM report WHERE report.story = story.id)"};
  Statement select_members_{
      db_,
      "SELECT report.founded, report.story FROM report JOIN story ON story.id = report.story "
      "WHERE report.event = ? AND story.lead IS NOT NULL AND story.created < ?"};
  // `updated` takes over the time of the story that may lose the place. `changed` stays in an event
  // that no reader sees.
  Statement refresh_{
      db_,
      "UPDATE happening SET updated = max(updated, coalesce((SELECT story.updated FROM story "
      "WHERE story.id = happening.first), 0)), changed = CASE WHEN first IS NULL AND rule.place "
      "IS NULL THEN changed ELSE max(changed, ?2) END, first = rule.place "
      "FROM (SELECT happening.id AS event, " +
          kPlaceByRule +
          " AS place FROM happening WHERE happening.id = ?1) AS rule WHERE id = rule.event"};
  Statement delete_empty_{db_,
                          "DELETE FROM happening WHERE id = ?1 "
                          "AND NOT EXISTS (SELECT 1 FROM report WHERE event = ?1)"};
  Statement delete_report_{db_, "DELETE FROM report WHERE story = ?"};
  Statement end_entry_{db_,
                       "INSERT INTO ended_entry VALUES (?, ?, ?) ON CONFLICT(of_event, id) "
                       "DO UPDATE SET ended = max(ended, excluded.ended)"};
  Statement show_entry_{db_, "DELETE FROM ended_entry WHERE of_event = ? AND id = ?"};
};

}  // namespace wirefold::store
