// Puts articles into stories.
#pragma once

#include <cstddef>
#include <utility>

#include "wirefold/base/thread_check.h"
#include "wirefold/config/config.h"
#include "wirefold/fold/folder.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/ingest/entry_lookup.h"
#include "wirefold/ingest/fold_clock.h"
#include "wirefold/ingest/known_stories.h"
#include "wirefold/ingest/lead_choice.h"
#include "wirefold/ingest/overrides.h"
#include "wirefold/ingest/pending_events.h"
#include "wirefold/ingest/reports/event_keeper.h"
#include "wirefold/ingest/young_articles.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// Carries out the folder's decisions in the store, and notes the events. Fold thread only. Changes
/// of the store are made through `changes`, a transaction of the caller's.
class ArticlePlacer {
 public:
  /// All must outlive the placer.
  struct Parts {
    store::Folding& stored;
    EntryLookup& lookup;
    KnownStories& stories;
    fold::Folder& folder;
    Overrides& overrides;
    FoldClock& clock;
    YoungArticles& young;
    const LeadChoice& leads;
    PendingEvents& events;
    EventKeeper& keeper;
  };
  explicit ArticlePlacer(const Parts& parts) : to_(parts) {}

  void load(const config::Config& config);

  /// Stores an article that is not known yet, in the story that the folder decides. `feed_url`
  /// is empty if its feed is no longer on the list.
  void take_new(Prepared prepared, const std::string& feed_url, store::Transaction& changes);

  /// Replaces the text of a stored article that its feed has edited.
  void take_edit(ArticleId known, Prepared prepared, store::Transaction& changes);

  /// Gives an article that a feed from elsewhere had brought to the feed of its own site. Nothing
  /// of the other feed's text stays.
  void take_over(ArticleId known, Prepared prepared, store::Transaction& changes);

  /// True if the article is young enough to leave its story.
  bool may_leave(ArticleId article);

  /// True if a served story has changed since the last call.
  bool take_changed() { return std::exchange(is_changed_, false); }

 private:
  void settle();
  StoryId add_story(const Article& article, Timestamp now, store::FoldingWriter& to);
  void note_arrival(StoryId story, const Article& article, const fold::Decision& decision,
                    std::size_t outlets_before, store::FoldingWriter& to);
  void announce(StoryId story, std::size_t outlets_before, std::size_t outlets,
                store::FoldingWriter& to);
  void prefer_as_lead(StoryId story, const Article& article, store::FoldingWriter& to);
  void note_lead(StoryId story, const Article& article);
  void replace(ArticleId known, Prepared prepared, store::Transaction& changes);
  void revise_stories(int most, store::Transaction& changes);
  void take_move(const fold::Move& move, store::Transaction& changes);

  Parts to_;
  std::size_t update_at_outlets_ = 0;  // serve.update_at_outlets
  bool is_changed_ = false;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
