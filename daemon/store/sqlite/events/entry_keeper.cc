#include "entry_keeper.h"

#include <algorithm>

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

bool EntryKeeper::stands_alone(StoryId story, std::int64_t before) {
  const bool out = select_alone_.reset().bind(to_int(story)).bind(before).step();
  select_alone_.reset();
  return out;
}

/// Adds the entries that show the stories of an event, of those with smaller numbers than `before`.
void EntryKeeper::add_shown(std::set<EntryKey>& to, EventId event, std::int64_t before) {
  if (is_served(event)) {
    to.insert({true, to_int(event)});
    return;
  }
  Statement& s = select_members_.reset().bind(to_int(event)).bind(before);
  while (s.step()) {
    const bool founded = s.int64(0) != 0;
    to.insert({founded, founded ? to_int(event) : s.int64(1)});
  }
}

void EntryKeeper::add_new(StoryId story) { first_new_ = std::min(first_new_, to_int(story)); }

void EntryKeeper::touch(EventId event) {
  to_refresh_.insert(event);
  if (events_.insert(event).second) add_shown(shown_, event, first_new_);
}

void EntryKeeper::touch(StoryId story) {
  if (const auto event = event_of(story)) touch(*event);
  if (!stories_.insert(story).second) return;
  if (stands_alone(story, first_new_)) shown_.insert({false, to_int(story)});
}

void EntryKeeper::refresh(Timestamp now) {
  now_ = now;
  for (const EventId event : to_refresh_) {
    refresh_.reset().bind(to_int(event)).bind(now).step();
    delete_empty_.reset().bind(to_int(event)).step();
  }
  to_refresh_.clear();
}

void EntryKeeper::forget_story(StoryId story, Timestamp now) {
  const auto event = event_of(story);
  if (!event) return;
  delete_report_.reset().bind(to_int(story)).step();
  events_.insert(*event);
  to_refresh_.insert(*event);
  refresh(now);
}

void EntryKeeper::forget_ended(Timestamp since) {
  Statement(db_, "DELETE FROM ended_entry WHERE ended < ?").bind(since).step();
}

void EntryKeeper::write_ended() {
  std::set<EntryKey> shown;
  for (const EventId event : events_) add_shown(shown, event, kNoStory);
  for (const StoryId story : stories_) {
    if (stands_alone(story, kNoStory)) shown.insert({false, to_int(story)});
  }
  for (const EntryKey& key : shown_) {
    if (shown.contains(key)) continue;
    end_entry_.reset().bind(std::int64_t{key.of_event}).bind(key.id).bind(now_).step();
  }
  for (const EntryKey& key : shown) {
    show_entry_.reset().bind(std::int64_t{key.of_event}).bind(key.id).step();
  }
}

void EntryKeeper::drop_touched() {
  stories_.clear();
  events_.clear();
  to_refresh_.clear();
  shown_.clear();
  first_new_ = kNoStory;
}

}  // namespace wirefold::store
