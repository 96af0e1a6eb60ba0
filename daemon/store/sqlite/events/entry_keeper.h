// Keeps events served by their rule, and notes which entries by event end. Private to the store.
#pragma once

#include <cstdint>
#include <limits>
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
    "(SELECT CASE WHEN count(*) > 1 AND (min(report.outlet) <> max(report.outlet) "
    "OR max(report.by_operator)) THEN min(report.story) END FROM report "
    "JOIN story ON story.id = report.story "
    "WHERE report.event = happening.id AND story.lead IS NOT NULL)";

/// Greater than the number of any story.
inline constexpr std::int64_t kNoStory = std::numeric_limits<std::int64_t>::max();

/// What an entry by event is made of: an event, or a story that stands alone and founded no event.
/// The entry of a story that founded its event is of the event.
struct EntryKey {
  bool of_event = false;
  std::int64_t id = 0;

  auto operator<=>(const EntryKey&) const = default;
};

/// Event::uid. `instance` identifies the database.
std::string entry_uid(const std::string& instance, const EntryKey& key);

/// Within a transaction: call touch() with all that a change concerns, make the change, and call
/// refresh(). Such a change is one of the stories of an event, and one that ends a story or gives
/// it members again.
class EntryKeeper {
 public:
  explicit EntryKeeper(sqlite3* db) : db_(db) {}

  /// No reader has seen a story that the open transaction has added.
  void add_new(StoryId story);

  void touch(StoryId story);
  void touch(EventId event);

  /// Serves the events by their rule, and deletes those without stories.
  void refresh(Timestamp now);

  /// Deletes the membership of a story that is about to be deleted. Nothing ends by that.
  void forget_story(StoryId story, Timestamp now);

  /// Deletes the notes of entries that ended before `since`.
  void forget_ended(Timestamp since);

  /// Notes the entries that were shown before the transaction and are not any more. Call it as the
  /// last before a commit.
  void write_ended();

  /// Forgets what was touched, at the end of a transaction.
  void drop_touched();

  /// The event of a story; nullopt if it is in none.
  std::optional<EventId> event_of(StoryId story);
  bool is_served(EventId event);

 private:
  void add_shown(std::set<EntryKey>& to, EventId event, std::int64_t before);
  bool stands_alone(StoryId story, std::int64_t before);

  sqlite3* db_;
  std::set<StoryId> stories_;          // touched in this transaction
  std::set<EventId> events_;           // the same
  std::set<EventId> to_refresh_;       // touched since the last refresh
  std::set<EntryKey> shown_;           // the entries of what was touched, before the transaction
  std::int64_t first_new_ = kNoStory;  // the first story that the transaction has added
  Timestamp now_{};                    // of the last refresh

  Statement select_event_{db_, "SELECT event FROM report WHERE story = ?"};
  Statement select_place_{db_, "SELECT first FROM happening WHERE id = ?"};
  Statement select_alone_{db_,
                          "SELECT 1 FROM story WHERE id = ?1 AND id < ?2 AND lead IS NOT NULL "
                          "AND NOT EXISTS (SELECT 1 FROM report WHERE report.story = ?1)"};
  Statement select_members_{
      db_,
      "SELECT report.founded, report.story FROM report JOIN story ON story.id = report.story "
      "WHERE report.event = ? AND report.story < ? AND story.lead IS NOT NULL"};
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
  Statement end_entry_{db_, "INSERT OR REPLACE INTO ended_entry VALUES (?, ?, ?)"};
  Statement show_entry_{db_, "DELETE FROM ended_entry WHERE of_event = ? AND id = ?"};
};

}  // namespace wirefold::store
