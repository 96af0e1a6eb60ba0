#include "wirefold/ingest/stored_documents.h"

#include <cassert>

#include "wirefold/ingest/articles.h"

namespace wirefold::ingest {

void StoredDocuments::put(ArticleId id, const Document& document) {
  assert(check_.is_here());
  const auto [place, first] = places_.try_emplace(to_int(id));
  if (!first) used_.erase(place->second);
  place->second = used_.insert(used_.begin(), id);
  memory_.put(id, document);
  if (used_.size() <= kKept) return;
  memory_.drop(used_.back());
  places_.erase(to_int(used_.back()));
  used_.pop_back();
}

std::optional<Document> StoredDocuments::get(ArticleId id) {
  assert(check_.is_here());
  if (const auto place = places_.find(to_int(id)); place != places_.end()) {
    used_.splice(used_.begin(), used_, place->second);
    return memory_.get(id);
  }
  const std::vector<Article> articles = stored_.articles({&id, 1});
  if (articles.empty()) return std::nullopt;
  put(id, words_of(articles.front()));
  return memory_.get(id);
}

void StoredDocuments::drop(ArticleId id) {
  assert(check_.is_here());
  dropped_.push_back(id);
  const auto place = places_.find(to_int(id));
  if (place == places_.end()) return;
  used_.erase(place->second);
  places_.erase(place);
  memory_.drop(id);
}

}  // namespace wirefold::ingest
