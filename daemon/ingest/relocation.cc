#include "wirefold/ingest/relocation.h"

#include <algorithm>

namespace wirefold::ingest {

StoryId Relocation::new_story(const Article& lead, StoryId from) {
  return to_.add_story(std::min(lead.published.value_or(now_), now_), stories_.of(from).created);
}

void Relocation::move(const Article& article, StoryId from, StoryId to, const FoldReason& reason) {
  to_.move_article(article.id, to, reason, now_);
  stories_.forget(from);
  stories_.forget(to);
  folder_.move(article.id, to);
  tell(StoryNews::kSplit, article, from, to);
}

void Relocation::merge(const Article& lead, StoryId from, StoryId to, const FoldReason& reason) {
  to_.merge_story(from, to, lead.id, reason, now_);
  stories_.forget(from);
  stories_.forget(to);
  folder_.merge(from, to);
  tell(StoryNews::kMerge, lead, from, to);
}

bool Relocation::revive(StoryId story) {
  stories_.forget(story);
  return to_.revive_story(story, now_);
}

/// The event names the operator as the reason, whatever reason is stored for the article.
void Relocation::tell(StoryNews::What what, const Article& article, StoryId from, StoryId to) {
  news_.push_back({what, to, from, article, operator_reason(ArticleId{}), stories_.outlets(to)});
}

}  // namespace wirefold::ingest
