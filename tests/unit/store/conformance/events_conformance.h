// The fixture of the tests of events, which every store must pass.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "unit/store/conformance/store_conformance.h"

namespace wirefold::store {

/// A store with two feeds of two outlets.
class EventsConformance : public StoreConformance {
 protected:
  static Timestamp at(int hour) { return kNow + std::chrono::hours(hour); }

  /// An article of the outlet A, or of B.
  Article by_a(const std::string& key) { return article(feed_of_a, key); }
  Article by_b(const std::string& key) {
    Article out = article(feed_of_b, key);
    out.outlet = "B";
    return out;
  }

  /// The hash of the outlet with whose article a story began.
  static std::uint64_t outlet_of(const Article& article) {
    return article.outlet == "A" ? std::uint64_t{1} << 63 : 2;
  }
  std::uint64_t outlet_of(StoryId id) { return outlet_of(story(id).lead()); }

  /// Makes `id` the first story of a new event.
  EventId found_event(StoryId id, Timestamp now = kNow) {
    return change([&](Transaction& to) {
      const EventId event = to.events().add_event(now);
      to.events().join({id, event, outlet_of(id), {}, false}, now);
      return event;
    });
  }

  /// Opens a story that founds an event in the same transaction.
  EventId new_event(const Article& article, Timestamp now = kNow) {
    return change([&](Transaction& to) {
      const StoryId id = store::open_story(to, article, now);
      const EventId event = to.events().add_event(now);
      to.events().join({id, event, outlet_of(article), {}, false}, now);
      return event;
    });
  }

  /// Opens a story that joins an event in the same transaction.
  StoryId new_member(const Article& article, EventId event, Timestamp now = kNow) {
    return change([&](Transaction& to) {
      const StoryId id = store::open_story(to, article, now);
      to.events().join({id, event, outlet_of(article), {}, false}, now);
      return id;
    });
  }

  void join_event(StoryId id, EventId event, Timestamp now = kNow, bool by_operator = false) {
    EventLink link;
    link.points = 34;
    join_event({id, event, outlet_of(id), link, by_operator}, now);
  }
  void join_event(const Membership& membership, Timestamp now = kNow) {
    change([&](Transaction& to) { to.events().join(membership, now); });
  }

  void leave_event(StoryId id, Timestamp now = kNow) {
    change([&](Transaction& to) { to.events().leave(id, now); });
  }

  /// A served event: the story of A founded it, and that of B joined it.
  EventId add_served(const std::string& key, Timestamp now = kNow) {
    const EventId event = new_event(by_a(key), now);
    new_member(by_b(key + " of B"), event, now);
    return event;
  }

  /// The entries that match a query, which `set` completes.
  template <typename Set>
  std::vector<Event> asked(Set&& set) {
    StoryQuery query;
    query.limit = 10;
    set(query);
    return events().events(query);
  }
  std::vector<Event> entries() {
    return asked([](StoryQuery&) {});
  }

  /// The stories of each entry that matches.
  template <typename Set>
  std::vector<Ids> stories_asked(Set&& set) {
    std::vector<Ids> out;
    for (const Event& entry : asked(set)) out.push_back(stories_of(entry));
    return out;
  }
  std::vector<Ids> stories_of_entries() {
    return stories_asked([](StoryQuery&) {});
  }

  static Ids stories_of(const Event& entry) {
    Ids out;
    for (const Report& report : entry.reports) out.push_back(to_int(report.story.id));
    return out;
  }

  /// The id of the entry that shows `id` first; empty if there is none.
  std::string uid_of(StoryId id) {
    for (const Event& entry : entries()) {
      if (entry.first == id) return entry.uid;
    }
    return {};
  }

  std::vector<std::string> ended(Timestamp since = Timestamp::min(), std::size_t limit = 10) {
    std::vector<std::string> out;
    for (const EndedStory& entry : events().ended_events(since, limit)) out.push_back(entry.uid);
    return out;
  }

  Events& events() { return database->events(); }

  /// An event that is served; one without id if it is not.
  Event served(EventId id) { return events().event(id).value_or(Event()); }

  const FeedId feed_of_a = add_feed("https://a.example/feed", {"a.example", ""});
  const FeedId feed_of_b = add_feed("https://b.example/feed", {"b.example", ""});
};

using Texts = std::vector<std::string>;

}  // namespace wirefold::store
