// Writes events, their stories, and what finding events remembers. Private to the store.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/sqlite/events/entry_keeper.h"
#include "store/sqlite/events/link_row.h"
#include "store/sqlite/statement.h"
#include "wirefold/store/events.h"

namespace wirefold::store {

class SqliteEventWriter : public EventWriter {
 public:
  /// `entries` must outlive this object.
  SqliteEventWriter(sqlite3* db, EntryKeeper& entries) : db_(db), entries_(entries) {}

  EventId add_event(Timestamp now) override;
  void join(const Membership& membership, Timestamp now) override;
  void leave(StoryId story, Timestamp now) override;
  void replace(StoryId from, StoryId to, Timestamp now) override;
  void announce_event(EventId event, Timestamp now) override;
  void relate(StoryId story, std::span<const EventLink> links, Timestamp now) override;
  void save_report(const StoredReport& report) override;
  void drop_reports(std::span<const StoryId> stories) override;
  void drop_terms(std::span<const StoryId> stories) override;
  void forget_reports(Timestamp since) override;
  void save_word_counts(std::string_view bytes) override;

 private:
  bool joined_earlier(StoryId story, StoryId other);
  void delete_report(StoryId story);

  sqlite3* db_;
  EntryKeeper& entries_;
  Statement add_event_{db_, "INSERT INTO happening(changed) VALUES (?)"};
  // A story that joins its own event again keeps its place there.
  Statement join_{
      db_,
      "INSERT INTO report(story, event, outlet, by_operator, number, founded, " +
          std::string(kLinkColumns) +
          ") SELECT ?1, ?2, ?3, ?4, coalesce((SELECT max(number) FROM report WHERE event = ?2), 0) "
          "+ 1, NOT EXISTS (SELECT 1 FROM report WHERE event = ?2), ?5, ?6, ?7, ?8, ?9, ?10 "
          "WHERE true ON CONFLICT(story) DO UPDATE SET outlet = excluded.outlet, "
          "by_operator = excluded.by_operator, like_story = excluded.like_story, "
          "points = excluded.points, likeness = excluded.likeness, shared = excluded.shared, "
          "words = excluded.words, apart = excluded.apart"};
  Statement delete_report_{db_, "DELETE FROM report WHERE story = ?"};
  Statement select_earlier_{db_,
                            "SELECT 1 FROM report JOIN report AS other ON other.event = "
                            "report.event AND other.number > report.number "
                            "WHERE report.story = ? AND other.story = ?"};
  // Of two stories in one event that become one.
  Statement share_override_{db_,
                            "UPDATE report SET by_operator = max(report.by_operator, "
                            "other.by_operator) FROM report AS other WHERE report.story = ? "
                            "AND other.story = ? AND other.event = report.event"};
  Statement take_outlet_{db_,
                         "UPDATE report SET outlet = other.outlet FROM report AS other "
                         "WHERE report.story = ? AND other.story = ?"};
  Statement replace_{db_,
                     "UPDATE report SET story = ?2, like_story = iif(like_story = ?2, 0, "
                     "like_story) WHERE story = ?1"};
  Statement touch_{db_, "UPDATE story SET changed = max(changed, ?) WHERE id = ?"};
  Statement announce_{db_,
                      "UPDATE happening SET updated = max(updated, ?), changed = max(changed, ?) "
                      "WHERE id = ?"};
  Statement unrelate_{db_, "DELETE FROM related WHERE story = ?"};
  // Retention may have deleted the other story.
  Statement relate_{db_, "INSERT OR REPLACE INTO related(story, " + std::string(kLinkColumns) +
                             ") SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 FROM story WHERE id = ?2"};
  Statement save_report_{db_, "INSERT OR REPLACE INTO report_terms VALUES (?, ?, ?, ?, ?, ?, ?)"};
  Statement drop_report_{db_, "DELETE FROM report_terms WHERE story = ?"};
  Statement drop_terms_{db_, "UPDATE report_terms SET terms = x'' WHERE story = ?"};
};

}  // namespace wirefold::store
