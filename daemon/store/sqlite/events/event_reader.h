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

class EventReader : public Events {
 public:
  /// `instance` identifies the database. `stories` must outlive this object.
  EventReader(sqlite3* db, StoryTable& stories, std::string instance)
      : db_(db), stories_(stories), instance_(std::move(instance)) {}

  std::vector<Event> events(const StoryQuery& query) override;
  std::size_t count_events(const StoryQuery& query, std::size_t most) override;
  std::optional<Event> event(EventId id) override;
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
  std::vector<RelatedStory> related(StoryId story);

  sqlite3* db_;
  StoryTable& stories_;
  const std::string instance_;
};

}  // namespace wirefold::store
