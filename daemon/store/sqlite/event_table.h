// Reads and writes the tables event and hour. Private to the store.
#pragma once

#include <vector>

#include "statement.h"
#include "wirefold/model/history.h"
#include "wirefold/model/story_event.h"

namespace wirefold::store {

/// Reading and MemoryWriter document the calls.
class EventTable {
 public:
  explicit EventTable(sqlite3* db) : db_(db) {}

  void add(StoryEvent& event, Timestamp now);
  std::vector<StoryEvent> last(std::size_t limit);
  std::vector<StoryEvent> after(std::int64_t number, std::size_t limit);
  void count_hour(const HourTally& more);
  std::vector<HourTally> hours(Timestamp since);

 private:
  sqlite3* db_;
  Statement insert_{db_, "INSERT INTO event(time, kind, data) VALUES (?, ?, ?)"};
  Statement trim_{db_, "DELETE FROM event WHERE id <= ?"};
  Statement count_{db_,
                   "INSERT INTO hour VALUES (?, ?, ?, ?, ?) ON CONFLICT(start) DO UPDATE SET "
                   "polls = polls + excluded.polls, failures = failures + excluded.failures, "
                   "articles = articles + excluded.articles, stories = stories + excluded.stories"};
  Statement trim_hours_{db_, "DELETE FROM hour WHERE start < ?"};
};

}  // namespace wirefold::store
