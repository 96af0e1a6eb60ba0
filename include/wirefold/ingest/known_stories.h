// Remembers the facts of stories that get articles.
#pragma once

#include <cstddef>
#include <unordered_map>

#include "wirefold/base/thread_check.h"
#include "wirefold/base/time.h"
#include "wirefold/model/article.h"
#include "wirefold/model/ids.h"
#include "wirefold/store/folding.h"

namespace wirefold::ingest {

/// Most copies come soon after their story, so its facts are still in memory and the store need not
/// be asked. Fold thread only.
class KnownStories {
 public:
  /// `stored` must outlive this object.
  explicit KnownStories(store::Folding& stored) : stored_(stored) {}

  /// The facts of a stored story; those of an unknown one are empty. Valid until the next call.
  const store::StoryFacts& of(StoryId story);

  /// Number of different outlets among the members of `story`.
  std::size_t outlets(StoryId story) { return of(story).outlets.size(); }

  /// A story without members was stored at `created`.
  void added(StoryId story, Timestamp created);

  /// `article` was stored as a further member of `story`.
  void joined(StoryId story, const Article& article);

  /// The story has changed in another way.
  void forget(StoryId story) { facts_.erase(story); }

  /// Any story may have changed.
  void forget_all() { facts_.clear(); }

 private:
  void make_room();

  store::Folding& stored_;
  std::unordered_map<StoryId, store::StoryFacts> facts_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
