// Keeps the events that stories report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/base/time.h"
#include "wirefold/config/config.h"
#include "wirefold/events/finder.h"
#include "wirefold/ingest/fold_clock.h"
#include "wirefold/ingest/pending_events.h"
#include "wirefold/model/article.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// Passes each new story to the finder, stores what that finds, and notes it for followers. What
/// becomes of an event when its stories change:
///
/// - A story that is merged into another leaves its event. If that event has further stories and
///   the other story is in no event that is served, the other takes the place.
/// - A story that begins by a split, or comes back by an undo, is compared as a new one.
/// - A story that is forgotten leaves its event. The store ends an event without stories.
/// - The operator may move a story to another event or to one of its own, and keep two stories out
///   of one event: see EventRulings. No rule moves it after that, but a story that folding merges
///   into another one leaves its event all the same.
///
/// Fold thread only, except the constructor. Changes of the store are made within a transaction of
/// the caller's.
class EventKeeper {
 public:
  /// All must outlive the keeper.
  struct Parts {
    store::Events& stored;
    store::Reading& reading;
    FoldClock& clock;
    PendingEvents& news;
  };
  EventKeeper(const Parts& parts, const config::Config& config);

  void load(const config::Config& config);

  /// Fills the window of the finder from the store.
  void restore();

  /// `story` has begun with its article `article`, which is stored. `terms` are its terms.
  void begin(StoryId story, const Article& article, const events::Terms& terms,
             store::EventWriter& to);

  /// The same with the terms of the stored text.
  void begin(StoryId story, const Article& article, store::EventWriter& to);

  /// All articles of `from`, which has ended, are in `into` now.
  void merged(StoryId from, StoryId into, store::EventWriter& to);

  /// Makes a story a member by an override, or by the undo of one. `membership.event` 0 stands for
  /// a new event. Returns the event.
  EventId move(store::Membership membership, store::EventWriter& to);

  /// Of two stories in one event the one that joined later; nullopt if they are not in one.
  std::optional<StoryId> later_of(StoryId story, StoryId other);

  /// Two stories that are never in one event.
  using Apart = std::set<std::pair<StoryId, StoryId>>;

  /// Sets the overrides that keep stories out of one event. Where two have come into one because
  /// their stories changed, the one that joined later gets an event of its own.
  void keep_apart(Apart apart, store::EventWriter& to);

  /// Outlets of all articles in the event of a story; 0 if it is in no event that is served, or if
  /// nobody is told of the number (serve.update_at_outlets).
  std::size_t outlets(StoryId story);

  /// The event of `story` had `before` outlets, and may have more: it counts as updated if it has
  /// reached the number in serve.update_at_outlets.
  void announce(StoryId story, std::size_t before, store::EventWriter& to);

  /// Stores what was learned.
  void save(store::EventWriter& to);

 private:
  bool may_take_place(const store::Membership& left, StoryId into);
  events::Found find(const events::NewReport& report);
  void join(const store::Membership& membership, store::EventWriter& to);
  void note_joined(const store::Membership& membership, bool was_served);
  void note_event(EventId event);
  void note_story(const Article& lead, const store::Membership& membership);
  std::size_t outlets_of(EventId event);

  Parts to_;
  events::Finder finder_;
  bool finds_ = true;            // events.find
  std::size_t update_at_ = 0;    // serve.update_at_outlets
  Timestamp last_seen_{};        // of the newest report, by the clock of arrivals
  Timestamp next_forgetting_{};  // of the headlines of series, by the same
  Apart apart_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
