#include "entry_keeper.h"

#include "wirefold/base/hash.h"

namespace wirefold::store {

std::string entry_uid(const std::string& instance, const EntryKey& key) {
  return "urn:uuid:" +
         hash_uuid(instance + (key.of_event ? "/event/" : "/alone/") + std::to_string(key.id));
}

std::optional<EventId> EntryKeeper::event_of(StoryId story) {
  if (!select_event_.reset().bind(to_int(story)).step()) return std::nullopt;
  const EventId out{select_event_.int64(0)};
  select_event_.reset();
  return out;
}

bool EntryKeeper::is_served(EventId event) {
  const bool out = select_place_.reset().bind(to_int(event)).step() && !select_place_.is_null(0);
  select_place_.reset();
  return out;
}

bool EntryKeeper::stands_alone(std::int64_t story, Timestamp created_before) {
  const bool out = select_alone_.reset().bind(story).bind(created_before).step();
  select_alone_.reset();
  return out;
}

/// Adds the entries that show the stories of an event, of those created before a time.
void EntryKeeper::add_shown(std::set<EntryKey>& to, std::int64_t event, Timestamp created_before) {
  if (is_served(EventId{event})) {
    to.insert({true, event});
    return;
  }
  Statement& s = select_members_.reset().bind(event).bind(created_before);
  while (s.step()) {
    const bool founded = s.int64(0) != 0;
    to.insert({founded, founded ? event : s.int64(1)});
  }
}

void EntryKeeper::add_event(EntryChange& change, EventId event) {
  if (change.events.insert(to_int(event)).second) {
    add_shown(change.shown, to_int(event), change.now);
  }
}

void EntryKeeper::add_story(EntryChange& change, StoryId story) {
  change.stories.insert(to_int(story));
  if (const auto event = event_of(story)) {
    add_event(change, *event);
  } else if (stands_alone(to_int(story), change.now)) {
    change.shown.insert({false, to_int(story)});
  }
}

void EntryKeeper::refresh(std::int64_t event, Timestamp now) {
  refresh_.reset().bind(event).bind(now).step();
  delete_empty_.reset().bind(event).step();
}

void EntryKeeper::finish(const EntryChange& change) {
  std::set<EntryKey> shown;
  for (const std::int64_t event : change.events) {
    refresh(event, change.now);
    add_shown(shown, event, Timestamp::max());
  }
  for (const std::int64_t story : change.stories) {
    if (stands_alone(story, Timestamp::max())) shown.insert({false, story});
  }
  for (const EntryKey& key : change.shown) {
    if (shown.contains(key)) continue;
    end_entry_.reset().bind(std::int64_t{key.of_event}).bind(key.id).bind(change.now).step();
  }
  for (const EntryKey& key : shown) {
    show_entry_.reset().bind(std::int64_t{key.of_event}).bind(key.id).step();
  }
}

void EntryKeeper::forget_story(StoryId story, Timestamp now) {
  const auto event = event_of(story);
  if (!event) return;
  EntryChange change{now, {}, {}, {}};
  if (is_served(*event)) add_event(change, *event);
  delete_report_.reset().bind(to_int(story)).step();
  change.events.insert(to_int(*event));
  finish(change);
}

void EntryKeeper::forget_ended(Timestamp since) {
  Statement(db_, "DELETE FROM ended_entry WHERE ended < ?").bind(since).step();
}

}  // namespace wirefold::store
