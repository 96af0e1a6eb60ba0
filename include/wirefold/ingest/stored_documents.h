// Reads the words of the window's articles from the database.
#pragma once

#include <cstdint>
#include <list>
#include <unordered_map>
#include <utility>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/fold/documents.h"
#include "wirefold/store/folding.h"

namespace wirefold::ingest {

/// Makes documents again from the stored texts, and caches those used last, because copies of a
/// story come within hours. Fold thread only. get() throws StoreError if
/// `stored` does.
class StoredDocuments : public fold::Documents {
 public:
  explicit StoredDocuments(store::Folding& stored) : stored_(stored) {}

  void put(ArticleId id, const Document& document) override;
  std::optional<Document> get(ArticleId id) override;
  void drop(ArticleId id) override;

  /// The articles that have left the window since the last call. The caller deletes their
  /// fingerprints from the store.
  std::vector<ArticleId> take_dropped() { return std::exchange(dropped_, {}); }

 private:
  /// At about 3 KB per document.
  static constexpr std::size_t kKept = 4096;

  store::Folding& stored_;
  fold::MemoryDocuments memory_;
  std::list<ArticleId> used_;  // the last used first
  std::unordered_map<std::int64_t, std::list<ArticleId>::iterator> places_;
  std::vector<ArticleId> dropped_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
