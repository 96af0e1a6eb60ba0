// Restores what the folder knew before a restart, and stores what it learns.
#pragma once

#include <chrono>

#include "wirefold/base/thread_check.h"
#include "wirefold/fold/folder.h"
#include "wirefold/ingest/fold_clock.h"
#include "wirefold/ingest/stored_documents.h"
#include "wirefold/ingest/young_articles.h"
#include "wirefold/store/folding.h"

namespace wirefold::ingest {

/// Fold thread only. Changes of the store are made through `to`, within a transaction of the
/// caller's.
class FoldMemory {
 public:
  /// All must outlive this object. `documents` are the folder's.
  FoldMemory(store::Folding& stored, fold::Folder& folder, StoredDocuments& documents)
      : stored_(stored), folder_(folder), documents_(documents) {}

  /// Fills the window and the learned words from the store. `clock` and `young` get the arrivals of
  /// the articles. Makes the fingerprints of articles that an earlier version stored without.
  void restore(FoldClock& clock, YoungArticles& young, std::chrono::seconds window,
               bool publishers_changed, store::MemoryWriter& to);

  /// Stores what was learned since the last call, and forgets the articles that have left the
  /// window.
  void save(store::MemoryWriter& to);

  /// Gives articles of the window the current publishers of their feeds.
  void follow_publishers(store::MemoryWriter& to);

 private:
  void fingerprint_missing(Timestamp since, store::MemoryWriter& to);
  bool restore_window(FoldClock& clock, YoungArticles& young);

  store::Folding& stored_;
  fold::Folder& folder_;
  StoredDocuments& documents_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
