#include "wirefold/ingest/relocation.h"

#include <algorithm>

namespace wirefold::app {

StoryId Relocation::new_story(const Article& lead, StoryId from) {
  return store_.add_story(std::min(lead.published.value_or(now_), now_),
                          store_.story_created(from));
}

void Relocation::move(const Article& article, StoryId from, StoryId to, const FoldReason& reason) {
  store_.move_article(article.id, to, reason, now_);
  folder_.move(article.id, to);
  tell(StoryNews::kSplit, article, from, to);
}

void Relocation::merge(const Article& lead, StoryId from, StoryId to, const FoldReason& reason) {
  store_.merge_story(from, to, lead.id, reason, now_);
  folder_.merge(from, to);
  tell(StoryNews::kMerge, lead, from, to);
}

/// The operator is the cause, whatever reason the article keeps.
void Relocation::tell(StoryNews::What what, const Article& article, StoryId from, StoryId to) {
  news_.push_back({what, to, from, article, operators(ArticleId{}), store_.count_outlets(to)});
}

}  // namespace wirefold::app
