// Carries out the operator's overrides of events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/ingest/reports/event_keeper.h"
#include "wirefold/model/override.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// Each call carries out an order and completes it, or returns the problem, and then nothing has
/// changed. They work on what is stored, whatever events.find is. Fold thread only, within a
/// transaction of the caller's.
class EventRulings {
 public:
  /// All must outlive this object.
  EventRulings(store::View& stored, EventKeeper& keeper, store::Transaction& to, Timestamp now)
      : stored_(stored), keeper_(keeper), to_(to), now_(now) {}

  /// `story` leaves its event for that of `other`, which is served from now on.
  std::string join(Override& order);

  /// `story` gets an event of its own. No rule brings it back, because stories do not move by
  /// themselves.
  std::string leave(Override& order);

  /// If the two are in one event, the one that joined later leaves, by an override that follows
  /// from this one.
  std::string never(const Override& order);

  /// Undoes `was`, one of these three, and notes in `undo` what moved. The caller deletes `was` and
  /// what follows from it.
  ///
  /// The story goes back to the event that it left, beside the stories that stayed there; after a
  /// join it gets an event of its own if none did. A story that has ended stays part of the other
  /// one. A problem is a later override that has moved the story.
  std::string take_back(const Override& was, Override& undo);

 private:
  std::string move_back(const Override& was, Override& undo);
  std::string why_kept_apart(StoryId story, StoryId other, std::int64_t except);
  std::vector<ArticleId> companions(const store::Membership& member);
  std::optional<StoryId> stayed(const Override& was, const std::vector<Override>& all);
  bool are_in_one_event(StoryId story, StoryId other);
  void put(StoryId story, StoryId like, bool by_operator);
  EventId go_alone(StoryId story);
  std::uint64_t outlet_of(StoryId story);

  store::View& stored_;
  EventKeeper& keeper_;
  store::Transaction& to_;
  Timestamp now_;
};

}  // namespace wirefold::ingest
