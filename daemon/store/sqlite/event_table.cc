#include "event_table.h"

#include <algorithm>

namespace wirefold::store {
namespace {

// Events kept for `wirefold tail`, and for followers after a restart; about 10 MB.
constexpr std::int64_t kKeptEvents = 20000;

// Old events are deleted after this many new ones, so that not every insert deletes a row.
constexpr std::int64_t kTrimEvery = 100;

constexpr std::int64_t kKeptHourSeconds = 35 * 86400;

}  // namespace

void EventTable::add(StoryEvent& event, Timestamp now) {
  insert_.reset().bind(now).bind(event.kind).bind(event.data).step();
  event.id = sqlite3_last_insert_rowid(db_);
  if (event.id % kTrimEvery == 0) trim_.reset().bind(event.id - kKeptEvents).step();
}

std::vector<StoryEvent> EventTable::last(std::size_t limit) {
  Statement s(db_, "SELECT id, kind, data FROM event ORDER BY id DESC LIMIT ?");
  s.bind(static_cast<std::int64_t>(limit));
  std::vector<StoryEvent> out;
  while (s.step()) out.push_back({s.int64(0), s.text(1), s.text(2)});
  std::reverse(out.begin(), out.end());
  return out;
}

std::vector<StoryEvent> EventTable::after(std::int64_t number, std::size_t limit) {
  Statement s(db_, "SELECT id, kind, data FROM event WHERE id > ? ORDER BY id LIMIT ?");
  s.bind(number).bind(static_cast<std::int64_t>(limit));
  std::vector<StoryEvent> out;
  while (s.step()) out.push_back({s.int64(0), s.text(1), s.text(2)});
  return out;
}

void EventTable::count_hour(const HourTally& more) {
  count_.reset().bind(more.hour).bind(more.polls).bind(more.failures);
  count_.bind(more.articles).bind(more.stories).step();
  trim_hours_.reset().bind(more.hour - std::chrono::seconds(kKeptHourSeconds)).step();
}

std::vector<HourTally> EventTable::hours(Timestamp since) {
  Statement s(db_,
              "SELECT start, polls, failures, articles, stories FROM hour WHERE start >= ? "
              "ORDER BY start");
  s.bind(since);
  std::vector<HourTally> out;
  while (s.step()) out.push_back({s.time(0), s.int64(1), s.int64(2), s.int64(3), s.int64(4)});
  return out;
}

}  // namespace wirefold::store
