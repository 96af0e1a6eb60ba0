// Reads events for serving, and what finding events remembers. Private to the store.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/sqlite/events/entry_keeper.h"
#include "store/sqlite/events/link_row.h"
#include "store/sqlite/statement.h"
#include "store/sqlite/story_table.h"
#include "wirefold/store/events.h"

namespace wirefold::store {

/// SQL for stories in events, with the number by which they are ordered.
inline const std::string kSelectMemberships =
    "SELECT report.story, report.event, report.outlet, report.by_operator, report.number, " +
    std::string(kLinkColumns) + " FROM report ";

/// SQL for the stories of an event that have not ended.
inline const std::string kJoinLiving =
    "JOIN story ON story.id = report.story WHERE report.event = ? AND story.lead IS NOT NULL ";

class EventReader : public Events {
 public:
  /// `instance` identifies the database. `stories` must outlive this object.
  EventReader(sqlite3* db, StoryTable& stories, std::string instance)
      : db_(db), stories_(stories), instance_(std::move(instance)) {}

  std::vector<Event> events(const StoryQuery& query) override;
  std::size_t count_events(const StoryQuery& query, std::size_t most) override;
  std::optional<Event> event(EventId id) override;
  bool is_served(EventId id) override;
  StoryContext around(StoryId story) override;
  std::vector<EndedStory> ended_events(Timestamp since, std::size_t limit) override;
  std::optional<Membership> membership(StoryId story) override;
  std::vector<Membership> members(EventId event) override;
  std::size_t outlets(EventId event) override;
  void for_each_report(const std::function<void(const StoredReport&)>& use) override;
  std::string word_counts() override;

 private:
  struct Room;
  struct Place;

  std::optional<Event> read_entry(const Place& place, StoryId wanted, Room& room);
  std::optional<Event> read_served(EventId id, StoryId wanted);
  void add_reports(Event& event, StoryId wanted, Room& room);
  void add_totals(Event& event);
  std::vector<RelatedStory> related(StoryId story);

  sqlite3* db_;
  StoryTable& stories_;
  const std::string instance_;
  Statement select_reports_{db_, kSelectMemberships + kJoinLiving +
                                     "ORDER BY story.id <> ?, story.id <> ?, number LIMIT ?"};
  Statement select_served_{db_, "SELECT 1 FROM happening WHERE id = ? AND first IS NOT NULL"};
  Statement select_totals_{db_, "SELECT count(*), max(story.changed) FROM report " + kJoinLiving};
};

}  // namespace wirefold::store
