// The operator's word on stories, carried out.
#pragma once

#include <string>
#include <vector>

#include "wirefold/ingest/events.h"
#include "wirefold/ingest/relocation.h"
#include "wirefold/fold/folder.h"
#include "wirefold/model/override.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Fold thread only, within a transaction of the caller's.
class Rulings {
 public:
  /// Both outlive it.
  Rulings(store::Store& store, fold::Folder& folder) : store_(store), folder_(folder) {}

  /// Carries out what has been said and not been done yet; what happened to stories goes behind
  /// `news`. False if nothing has changed since the last call.
  bool take(Timestamp now, std::vector<StoryNews>& news);

  /// Gives the folder what stands, by the stories as they are: after any were made one.
  void load();

 private:
  std::string carry_out(Ruling& ruling, Relocation& relocation);
  std::string pin(const Ruling& ruling);
  std::string split(Ruling& ruling, Relocation& relocation);
  std::string merge(Ruling& ruling, Relocation& relocation);
  std::string never(const Ruling& ruling);

  store::Store& store_;
  fold::Folder& folder_;
  std::vector<std::int64_t> known_;  // that stand
};

}  // namespace wirefold::app
