// Undoes the operator's overrides.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "wirefold/ingest/relocation.h"
#include "wirefold/ingest/reports/event_rulings.h"
#include "wirefold/model/override.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// The reason why the override `id` cannot be undone, from the list of all `overrides`. Empty if it
/// can be, as far as the list tells.
std::string why_not_undone(const std::vector<Override>& overrides, std::int64_t id);

/// Fold thread only, within a transaction of the caller's.
class Undo {
 public:
  /// All must outlive this object.
  Undo(store::View& stored, Relocation& relocation, EventRulings& events, store::OverrideWriter& to)
      : stored_(stored.overrides()),
        stories_(stored.reading()),
        relocation_(relocation),
        events_(events),
        to_(to) {}

  /// Reverts the override that `undo` names and those that follow from it, and notes in `undo`
  /// which articles went back, from where and to where; of an event, which story. Otherwise returns
  /// the problem, and nothing has changed.
  std::string carry_out(Override& undo);

 private:
  std::string take_back(const Override& was, Override& undo);
  std::string send_back(const Override& was, Override& undo);
  void keep_apart(const Override& undo);
  StoryId where_they_are(const Override& was);
  std::optional<StoryId> where_they_were(const Override& was, const Article& lead, StoryId from);
  std::vector<Member> leaving(const Override& was, const Story& story);
  const Override* moved_by(const Override& was, ArticleId article) const;
  void note_in_merges(StoryId story, const std::vector<ArticleId>& articles);
  std::string moved_since(const Override& was) const;
  std::string why_none(const Override& was, StoryId story) const;
  void go(const std::vector<Member>& leaving, const Story& story, StoryId to);

  store::Overrides& stored_;
  store::Reading& stories_;
  Relocation& relocation_;
  EventRulings& events_;
  store::OverrideWriter& to_;
  std::vector<Override> overrides_;
};

}  // namespace wirefold::ingest
