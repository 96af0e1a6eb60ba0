// The port of events: which stories report one event, and what finding them needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/event.h"
#include "wirefold/model/history.h"
#include "wirefold/model/ids.h"
#include "wirefold/model/story_query.h"

namespace wirefold::store {

/// A story in an event, without the story itself.
struct Membership {
  StoryId story{};
  EventId event{};
  std::uint64_t outlet = 0;  ///< Hash of the publisher of the article with which it began.
  EventLink link;
  bool by_operator = false;
};

/// What finding events remembers of a story.
struct StoredReport {
  StoryId story{};
  EventId event{};  ///< From its membership; 0: none.
  std::uint64_t outlet = 0;
  std::string lang;
  std::optional<Timestamp> published;
  Timestamp seen{};   ///< Time of arrival; rises from one report to the next.
  std::string terms;  ///< Opaque to the store; empty once drop_terms() was called.
  std::string title;  ///< Opaque to the store.
};

/// Reads events. Within a transaction it sees that transaction's changes. All methods throw
/// StoreError.
class Events {
 public:
  virtual ~Events() = default;

  /// What Reading::stories() returns, with the stories of one served event as one entry. The entry
  /// is in the place of the first of its stories, and matches `query` if that holds for the event:
  /// one of its stories has the language, the outlet, the group, the agency or the words, and all
  /// of them together have the number of outlets. StoryQuery::before counts by the ids of the first
  /// stories.
  virtual std::vector<Event> events(const StoryQuery& query) = 0;

  /// As Reading::count_stories(), of such entries.
  virtual std::size_t count_events(const StoryQuery& query, std::size_t most) = 0;

  /// One served event; nullopt for one that is unknown, has ended or is not served.
  virtual std::optional<Event> event(EventId id) = 0;

  /// True for an event that is served.
  virtual bool is_served(EventId id) = 0;

  /// What is known around a story; empty for an unknown one.
  virtual StoryContext around(StoryId story) = 0;

  /// Entries of events() that ended at `since` or later, because their story joined an event or the
  /// event has ended; the last first. Those of an open transaction are not among them.
  virtual std::vector<EndedStory> ended_events(Timestamp since, std::size_t limit) = 0;

  /// The event of a story, whether it is served or not; nullopt if it is in none.
  virtual std::optional<Membership> membership(StoryId story) = 0;

  /// The stories of an event, in the order in which they joined.
  virtual std::vector<Membership> members(EventId event) = 0;

  /// Number of outlets of all articles in the stories of an event.
  virtual std::size_t outlets(EventId event) = 0;

  /// The reports that are kept, by rising time of arrival, then by story.
  virtual void for_each_report(const std::function<void(const StoredReport&)>& use) = 0;

  /// The learned frequencies of words. Opaque to the store; empty if none are stored.
  virtual std::string word_counts() = 0;
};

/// Changes events within a Transaction. An event of two stories or more is served once two outlets
/// have stories in it, or an override has put one there; the store keeps that true when stories
/// join, leave, end or are forgotten. A story that ends must be replaced, or leave its event, in
/// the same transaction. An event without stories is deleted; its number is not given again.
class EventWriter {
 public:
  virtual ~EventWriter() = default;

  /// Adds an event without stories. The caller must join() its first story next.
  virtual EventId add_event(Timestamp now) = 0;

  /// Makes a story with articles a member of an event; it leaves the event that it was in. The
  /// first member has founded the event. A member that joins again keeps its place, with new
  /// properties.
  virtual void join(const Membership& membership, Timestamp now) = 0;

  /// Takes a story out of its event. Does nothing for a story that is in none.
  virtual void leave(StoryId story, Timestamp now) = 0;

  /// Makes `to` a member in the place of `from`, a story that has ended. `to` keeps its outlet if
  /// it was in an event, and its own place if that is an earlier one in the same event. Does
  /// nothing if `from` is in no event.
  virtual void replace(StoryId from, StoryId to, Timestamp now) = 0;

  /// Marks the event as updated, because enough outlets have it now.
  virtual void announce_event(EventId event, Timestamp now) = 0;

  /// Stores stories that are related to `story`, in the place of those stored before. `story`
  /// counts as changed. Links to stories that were forgotten are left out.
  virtual void relate(StoryId story, std::span<const EventLink> links, Timestamp now) = 0;

  /// Stores the report of a new story, or replaces it. `StoredReport::event` is not stored.
  virtual void save_report(const StoredReport& report) = 0;
  virtual void drop_reports(std::span<const StoryId> stories) = 0;

  /// Empties StoredReport::terms of stories that have left the window.
  virtual void drop_terms(std::span<const StoryId> stories) = 0;

  /// Deletes the reports that were seen before `since`.
  virtual void forget_reports(Timestamp since) = 0;
  virtual void save_word_counts(std::string_view bytes) = 0;
};

}  // namespace wirefold::store
