#include "wirefold/ingest/young_articles.h"

#include <cassert>

namespace wirefold::ingest {

std::optional<ArticleId> YoungArticles::take_settled() {
  assert(check_.is_here());
  std::optional<ArticleId> settled;
  while (!articles_.empty() && !is_young(articles_.front().second)) {
    settled = articles_.front().first;
    articles_.pop_front();
  }
  return settled;
}

void YoungArticles::shift(std::chrono::seconds by) {
  assert(check_.is_here());
  for (auto& [article, came] : articles_) came += by;
}

}  // namespace wirefold::ingest
