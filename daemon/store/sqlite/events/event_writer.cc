#include "event_writer.h"

#include <utility>

namespace wirefold::store {

EventId SqliteEventWriter::add_event(Timestamp now) {
  add_event_.reset().bind(now).step();
  return EventId{sqlite3_last_insert_rowid(db_)};
}

void SqliteEventWriter::join(const Membership& membership, Timestamp now) {
  entries_.touch(membership.story);
  entries_.touch(membership.event);
  if (entries_.event_of(membership.story) != membership.event) delete_report(membership.story);
  join_.reset().bind(to_int(membership.story)).bind(to_int(membership.event));
  join_.bind(static_cast<std::int64_t>(membership.outlet));
  join_.bind(std::int64_t{membership.by_operator});
  bind_link(join_, membership.link);
  join_.step();
  entries_.refresh(now);
}

void SqliteEventWriter::leave(StoryId story, Timestamp now) {
  const auto event = entries_.event_of(story);
  if (!event) return;
  entries_.touch(story);
  if (entries_.is_served(*event)) touch_.reset().bind(now).bind(to_int(story)).step();
  delete_report(story);
  entries_.refresh(now);
}

void SqliteEventWriter::replace(StoryId from, StoryId to, Timestamp now) {
  if (!entries_.event_of(from)) return;
  entries_.touch(from);
  entries_.touch(to);
  const bool stays = joined_earlier(to, from);
  const auto [kept, other] = stays ? std::pair(to, from) : std::pair(from, to);
  share_override_.reset().bind(to_int(kept)).bind(to_int(other)).step();
  if (!stays) take_outlet_.reset().bind(to_int(from)).bind(to_int(to)).step();
  delete_report(other);
  if (!stays) replace_.reset().bind(to_int(from)).bind(to_int(to)).step();
  entries_.refresh(now);
}

/// True if both are in one event, and `story` joined it before `other`.
bool SqliteEventWriter::joined_earlier(StoryId story, StoryId other) {
  const bool out = select_earlier_.reset().bind(to_int(story)).bind(to_int(other)).step();
  select_earlier_.reset();
  return out;
}

void SqliteEventWriter::delete_report(StoryId story) {
  delete_report_.reset().bind(to_int(story)).step();
}

void SqliteEventWriter::announce_event(EventId event, Timestamp now) {
  announce_.reset().bind(now).bind(now).bind(to_int(event)).step();
}

void SqliteEventWriter::relate(StoryId story, std::span<const EventLink> links, Timestamp now) {
  unrelate_.reset().bind(to_int(story)).step();
  for (const EventLink& link : links) {
    relate_.reset().bind(to_int(story));
    bind_link(relate_, link);
    relate_.step();
  }
  touch_.reset().bind(now).bind(to_int(story)).step();
}

void SqliteEventWriter::save_report(const StoredReport& report) {
  Statement& s = save_report_.reset().bind(to_int(report.story));
  s.bind(static_cast<std::int64_t>(report.outlet)).bind(report.lang).bind(report.published);
  s.bind(report.seen).bind_blob(report.terms).bind_blob(report.title).step();
}

void SqliteEventWriter::drop_reports(std::span<const StoryId> stories) {
  for (const StoryId id : stories) drop_report_.reset().bind(to_int(id)).step();
}

void SqliteEventWriter::drop_terms(std::span<const StoryId> stories) {
  for (const StoryId id : stories) drop_terms_.reset().bind(to_int(id)).step();
}

void SqliteEventWriter::forget_reports(Timestamp since) {
  Statement(db_, "DELETE FROM report_terms WHERE seen < ?").bind(since).step();
}

void SqliteEventWriter::save_word_counts(std::string_view bytes) {
  Statement(db_, "INSERT OR REPLACE INTO word_counts VALUES (1, ?)").bind_blob(bytes).step();
}

}  // namespace wirefold::store
