// Articles go where the operator wants them, in the store, in the folder and in the news at once.
#pragma once

#include <vector>

#include "wirefold/ingest/events.h"
#include "wirefold/fold/folder.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Why an article is where the operator has put it.
inline FoldReason operators(ArticleId like) { return {like, -1, 0, std::string(kByOperator)}; }

/// Of one ruling. Fold thread only, within a transaction of the caller's.
class Relocation {
 public:
  /// All outlive it.
  Relocation(store::Store& store, fold::Folder& folder, Timestamp now, std::vector<StoryNews>& news)
      : store_(store), folder_(folder), now_(now), news_(news) {}

  /// A story without articles, for `lead` of `from` and others.
  StoryId new_story(const Article& lead, StoryId from);

  /// One article of `from`, which then says that it is in `to` for `reason`.
  void move(const Article& article, StoryId from, StoryId to, const FoldReason& reason);

  /// All articles of `from`, which ends; `lead` of them says that it is in `to` for `reason`.
  void merge(const Article& lead, StoryId from, StoryId to, const FoldReason& reason);

  Timestamp now() const { return now_; }

 private:
  void tell(StoryNews::What what, const Article& article, StoryId from, StoryId to);

  store::Store& store_;
  fold::Folder& folder_;
  Timestamp now_;
  std::vector<StoryNews>& news_;
};

}  // namespace wirefold::app
