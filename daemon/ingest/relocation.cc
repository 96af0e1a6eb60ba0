#include "wirefold/ingest/relocation.h"

#include <algorithm>

namespace wirefold::ingest {

StoryId Relocation::new_story(const Article& lead, StoryId from) {
  without_event_ =
      to_.add_story(std::min(lead.published.value_or(now_), now_), stories_.of(from).created);
  return without_event_;
}

void Relocation::move(const Article& article, StoryId from, StoryId to, const FoldReason& reason) {
  to_.move_article(article.id, to, reason, now_);
  stories_.forget(from);
  stories_.forget(to);
  folder_.move(article.id, to);
  tell(StoryNews::kSplit, article, from, to);
  follow_in_events(article, from, to);
}

void Relocation::merge(const Article& lead, StoryId from, StoryId to, const FoldReason& reason) {
  to_.merge_story(from, to, lead.id, reason, now_);
  stories_.forget(from);
  stories_.forget(to);
  folder_.merge(from, to);
  tell(StoryNews::kMerge, lead, from, to);
  follow_in_events(lead, from, to);
}

bool Relocation::revive(StoryId story) {
  stories_.forget(story);
  const bool revived = to_.revive_story(story, now_);
  if (revived) without_event_ = story;
  return revived;
}

/// `article` has moved, alone or with all others. A story that has ended passes its place in an
/// event on; one that has begun by that is compared as a new one.
void Relocation::follow_in_events(const Article& article, StoryId from, StoryId to) {
  const bool begins = to == without_event_;
  if (begins) without_event_ = StoryId{};
  if (to_int(stories_.of(from).lead) == 0) {
    keeper_.merged(from, to, events_);
  } else if (begins) {
    keeper_.begin(to, article, events_);
  }
}

/// The event names the operator as the reason, whatever reason is stored for the article.
void Relocation::tell(StoryNews::What what, const Article& article, StoryId from, StoryId to) {
  news_.push_back({what, to, from, article, operator_reason(ArticleId{}), stories_.outlets(to)});
}

}  // namespace wirefold::ingest
