// Composes what decides about stories.
#pragma once

#include "wirefold/base/thread_check.h"
#include "wirefold/config/config.h"
#include "wirefold/crawl/feed_registry.h"
#include "wirefold/fold/folder.h"
#include "wirefold/ingest/article_placer.h"
#include "wirefold/ingest/fold_clock.h"
#include "wirefold/ingest/fold_memory.h"
#include "wirefold/ingest/lead_choice.h"
#include "wirefold/ingest/overrides.h"
#include "wirefold/ingest/pending_events.h"
#include "wirefold/ingest/stored_documents.h"
#include "wirefold/ingest/young_articles.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// The folder with all that surrounds it: its memory, the operator's overrides, the times of
/// arrival, and the events. Fold thread only, except the constructor. Changes of the store are made
/// within a transaction of the caller's.
class Folding {
 public:
  /// `stored` and `feeds` must outlive this object.
  Folding(store::View& stored, const crawl::FeedRegistry& feeds, const config::Config& config,
          WallClock clock);

  /// Fills the window from the store.
  void restore(const config::Config& config, bool publishers_changed, store::MemoryWriter& to);

  /// Sets rules and leads for all later decisions.
  void load(const config::Config& config);

  void clock_jumped(std::chrono::seconds by);

  /// Carries out the operator's overrides since the last call. False if there are none.
  bool take_overrides(store::Transaction& changes);

  /// Stores what was learned and the events.
  void save(bool publishers_changed, store::Transaction& changes);

  /// Gives the articles of the window the current publishers of their feeds.
  void follow_publishers(store::MemoryWriter& to) { memory_.follow_publishers(to); }

  /// A feed that has articles has got another publisher.
  void publisher_changed();

  /// True if a served story has changed since the last call.
  bool take_changed();

  const fold::Folder& folder() const { return folder_; }
  ArticlePlacer& placer() { return placer_; }
  PendingEvents& events() { return events_; }
  LeadChoice& leads() { return leads_; }
  EntryLookup& lookup() { return lookup_; }
  const FoldClock& clock() const { return clock_; }

 private:
  EntryLookup lookup_;
  KnownStories stories_;
  StoredDocuments documents_;
  fold::Folder folder_;
  FoldMemory memory_;
  Overrides overrides_;
  FoldClock clock_;
  YoungArticles young_;
  LeadChoice leads_;
  PendingEvents events_;
  EventKeeper keeper_;
  ArticlePlacer placer_;
  bool is_overridden_ = false;  // since take_changed()
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
