// The words of the window's articles, out of the database.
#pragma once

#include <cstdint>
#include <list>
#include <unordered_map>

#include "wirefold/fold/documents.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Makes them again from the stored texts, and keeps those last used: copies of a story come within
/// hours. Fold thread only; what `store` throws goes through.
class StoredDocuments : public fold::Documents {
 public:
  explicit StoredDocuments(store::Store& store) : store_(store) {}

  void put(ArticleId id, const Document& document) override;
  std::optional<Document> get(ArticleId id) override;
  void drop(ArticleId id) override;

 private:
  /// At some 3 KB a document.
  static constexpr std::size_t kKept = 4096;

  store::Store& store_;
  fold::MemoryDocuments memory_;
  std::list<ArticleId> used_;  // last first
  std::unordered_map<std::int64_t, std::list<ArticleId>::iterator> places_;
};

}  // namespace wirefold::app
