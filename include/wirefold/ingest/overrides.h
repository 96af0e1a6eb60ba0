// Carries out the operator's overrides of stories and events.
#pragma once

#include <string>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/fold/folder.h"
#include "wirefold/ingest/events.h"
#include "wirefold/ingest/relocation.h"
#include "wirefold/model/override.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// Fold thread only, within a transaction of the caller's.
class Overrides {
 public:
  /// All must outlive this object.
  Overrides(store::View& stored, KnownStories& stories, fold::Folder& folder, EventKeeper& keeper)
      : stored_(stored), stories_(stories), folder_(folder), keeper_(keeper) {}

  /// Carries out the overrides that are not done yet, and appends the changes of stories to `news`.
  /// False if nothing has changed since the last call.
  bool take(Timestamp now, std::vector<StoryNews>& news, store::Transaction& changes);

  /// Gives the folder and the keeper of events the standing overrides for the current stories. Must
  /// be called after stories were merged.
  void load(store::Transaction& changes);

 private:
  std::string carry_out(Override& order, Relocation& relocation, store::Transaction& changes);
  std::string pin(const Override& order);
  std::string split(Override& order, Relocation& relocation, store::OverrideWriter& to);
  std::string merge(Override& order, Relocation& relocation, store::OverrideWriter& to);
  std::string never(const Override& order);

  store::View& stored_;
  KnownStories& stories_;
  fold::Folder& folder_;
  EventKeeper& keeper_;
  std::vector<std::int64_t> known_;  // ids of the standing overrides
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
