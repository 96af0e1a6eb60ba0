// All that a database tells, as text, to compare it before and after a change.
#pragma once

#include <optional>
#include <sstream>
#include <string>

#include "unit/store/shortcuts.h"

namespace wirefold::store {

/// Writes values with spaces between, and one line for each record.
class Record {
 public:
  explicit Record(std::string name) : out_(std::move(name)) {}

  Record& add(const std::string& text) {
    out_ += " '" + text + "'";
    return *this;
  }
  Record& add(std::int64_t number) {
    out_ += ' ' + std::to_string(number);
    return *this;
  }
  Record& add(const std::optional<Timestamp>& time) {
    return add(time ? time->time_since_epoch().count() : std::int64_t{-1});
  }
  template <typename Id>
  requires std::is_enum_v<Id> Record& add(Id id) { return add(static_cast<std::int64_t>(id)); }

  std::string line() const { return out_ + '\n'; }

 private:
  std::string out_;
};

inline std::string feeds_of(View& view) {
  std::string out;
  for (const FeedState& f : view.feeds().all()) {
    Record record("feed");
    record.add(f.id).add(f.url).add(f.title).add(f.publisher.id()).add(f.failures);
    out += record.add(f.next_poll).add(f.last_read).add(f.status).line();
  }
  for (const Subscription& s : view.feeds().subscriptions()) {
    out += Record("subscription").add(s.feed).add(s.token).line();
  }
  return out;
}

inline std::string members_of(const Story& story) {
  std::string out;
  for (const auto& [a, reason] : story.members) {
    Record record("article");
    record.add(a.id).add(a.feed).add(a.outlet).add(a.key).add(a.title);
    record.add(static_cast<std::int64_t>(a.enclosures.size())).add(reason.like);
    out += record.add(reason.rule).line();
  }
  return out;
}

inline std::string stories_of(View& view) {
  std::string out;
  for (const Story& s : newest_stories(view)) {
    Record record("story");
    record.add(s.id).add(s.uid).add(s.published).add(s.updated).add(s.changed);
    out += record.add(s.pinned ? 1 : 0).line() + members_of(s);
  }
  for (const EndedStory& s : view.reading().ended_stories(Timestamp::min(), 1000)) {
    out += Record("ended").add(s.uid).add(s.when).line();
  }
  for (const char* word : {"title", "edited", "another"}) {
    Record record("found");
    for (const std::int64_t id : found(view, word)) record.add(id);
    out += record.line();
  }
  return out;
}

inline Record& add_link(Record& record, const EventLink& link) {
  record.add(link.like).add(link.points).add(link.likeness).add(link.shared);
  for (const SharedWord& word : link.words) record.add(word.word).add(word.points);
  return record.add(link.apart.count());
}

inline std::string events_of(View& view, std::int64_t most) {
  std::string out;
  StoryQuery query;
  query.limit = 1000;
  for (const Event& e : view.events().events(query)) {
    Record record("entry");
    record.add(e.id).add(e.uid).add(e.first).add(e.published).add(e.updated).add(e.changed);
    for (const Report& report : e.reports) record.add(report.story.id);
    out += record.line();
  }
  for (const EndedStory& e : view.events().ended_events(Timestamp::min(), 1000)) {
    out += Record("ended entry").add(e.uid).add(e.when).line();
  }
  for (std::int64_t id = 1; id <= most; ++id) {
    if (const auto member = view.events().membership(StoryId{id})) {
      Record record("member");
      record.add(id).add(member->event).add(static_cast<std::int64_t>(member->outlet));
      out += add_link(record.add(member->by_operator ? 1 : 0), member->link).line();
    }
    for (const RelatedStory& related : view.events().around(StoryId{id}).related) {
      Record record("related");
      out += add_link(record.add(id), related.link).line();
    }
  }
  view.events().for_each_report([&](const StoredReport& r) {
    Record record("report");
    record.add(r.story).add(r.event).add(static_cast<std::int64_t>(r.outlet)).add(r.lang);
    out += record.add(r.published).add(r.seen).add(r.terms).line();
  });
  return out + Record("counts").add(view.events().word_counts()).line();
}

inline std::string articles_of(View& view, std::int64_t most) {
  std::string out;
  for (std::int64_t id = 1; id <= most; ++id) {
    const auto article = view.reading().article(ArticleId{id});
    const auto placed = view.folding().placement(ArticleId{id});
    if (!article || !placed) continue;
    const Candidates known = look_up(view, edited(probe_of(*article)));
    Record record("known");
    record.add(id).add(placed->story).add(placed->moves).add(known.is_waiting ? 1 : 0);
    if (known.by_key) record.add(static_cast<std::int64_t>(known.by_key->listed.value_or(0)));
    out += record.line();
  }
  return out;
}

inline std::string memory_of(View& view) {
  std::string out;
  view.folding().for_each_waiting([&](const WaitingEntry& e) {
    out += Record("waiting").add(static_cast<std::int64_t>(e.page)).add(e.scope).line();
  });
  view.folding().for_each_fingerprints([&](const StoredFingerprints& f) {
    Record record("fingerprints");
    record.add(f.article).add(f.fingerprints).add(static_cast<std::int64_t>(f.outlet));
    out += record.line();
  });
  view.folding().for_each_boilerplate([&](const LearnedSentence& s) {
    out += Record("sentence").add(static_cast<std::int64_t>(s.key)).add(s.last_seen).line();
  });
  out += Record("words").add(view.folding().common_words()).line();
  for (const StoryEvent& e : view.reading().last_events(1000)) {
    out += Record("event").add(e.id).add(e.data).line();
  }
  for (const HourTally& h : view.reading().hours(Timestamp::min())) {
    out += Record("hour").add(h.hour).add(h.polls).line();
  }
  return out;
}

inline std::string orders_of(View& view) {
  std::string out;
  for (const Override& o : view.overrides().all()) {
    out += Record("override").add(o.id).add(o.story).add(o.done).add(o.problem).line();
  }
  for (const Subscriber& s : view.subscribers().all()) {
    out += Record("subscriber").add(s.id).add(s.secret).line();
  }
  return out;
}

/// Of a database with at most `most` articles. `forgotten` is an entry that may have been
/// forgotten.
inline std::string all_of(View& view, const Probe& forgotten, std::int64_t most = 20) {
  return feeds_of(view) + stories_of(view) + events_of(view, most) + articles_of(view, most) +
         memory_of(view) + orders_of(view) +
         Record("forgotten").add(look_up(view, forgotten).forgotten).line();
}

}  // namespace wirefold::store
