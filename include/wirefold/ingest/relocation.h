// Moves articles for the operator: in the store, in the folder and in the news at once.
#pragma once

#include <vector>

#include "wirefold/fold/folder.h"
#include "wirefold/ingest/events.h"
#include "wirefold/ingest/known_stories.h"
#include "wirefold/ingest/reports/event_keeper.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// The reason of an article that an override has placed.
inline FoldReason operator_reason(ArticleId like) {
  return {like, -1, 0, std::string(kByOperator)};
}

/// Fold thread only, within a transaction of the caller's.
class Relocation {
 public:
  /// All must outlive this object.
  Relocation(store::Transaction& to, KnownStories& stories, fold::Folder& folder,
             EventKeeper& keeper, Timestamp now, std::vector<StoryNews>& news)
      : to_(to.folding()),
        events_(to.events()),
        stories_(stories),
        folder_(folder),
        keeper_(keeper),
        now_(now),
        news_(news) {}

  /// Adds a story without articles, for articles of `from`. `lead` must be moved there first.
  StoryId new_story(const Article& lead, StoryId from);

  /// Moves one article of `from` to `to`, and stores `reason` for it.
  void move(const Article& article, StoryId from, StoryId to, const FoldReason& reason);

  /// Moves all articles of `from`, which ends, to `to`, and stores `reason` for `lead`.
  void merge(const Article& lead, StoryId from, StoryId to, const FoldReason& reason);

  /// Prepares a story that has ended to have members again. False if it has not ended.
  bool revive(StoryId story);

  Timestamp now() const { return now_; }

 private:
  void follow_in_events(const Article& article, StoryId from, StoryId to);
  void tell(StoryNews::What what, const Article& article, StoryId from, StoryId to);

  store::FoldingWriter& to_;
  store::EventWriter& events_;
  KnownStories& stories_;
  fold::Folder& folder_;
  EventKeeper& keeper_;
  StoryId without_event_{};  // a new or revived story, until its first article is there
  Timestamp now_;
  std::vector<StoryNews>& news_;
};

}  // namespace wirefold::ingest
