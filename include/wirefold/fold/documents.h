// Stores the words of remembered articles; the window itself holds only their fingerprints.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/model/document.h"
#include "wirefold/model/ids.h"

namespace wirefold::fold {

/// Fold thread only.
class Documents {
 public:
  Documents() = default;
  virtual ~Documents() = default;
  Documents(const Documents&) = delete;
  Documents& operator=(const Documents&) = delete;

  /// Stores the text of a newly remembered article, or replaces the text of an article.
  virtual void put(ArticleId id, const Document& document) = 0;

  /// The same words in the same sentences; fingerprints and samples may be missing. Returns nullopt
  /// if the article is gone; the article is then a copy of nothing.
  virtual std::optional<Document> get(ArticleId id) = 0;

  /// Forgets an article that has left the window.
  virtual void drop(ArticleId id) = 0;
};

/// Keeps documents in memory: 4 bytes per word and 12 per sentence.
class MemoryDocuments : public Documents {
 public:
  void put(ArticleId id, const Document& document) override;
  std::optional<Document> get(ArticleId id) override;
  void drop(ArticleId id) override;

 private:
  // The numbers of title words, sentences and body words, then the part and the partial flag. Then
  // the title words, the sentences (end and hash) and the body words. A word has its class in the
  // two bits that its hash leaves free.
  using Packed = std::vector<std::uint32_t>;

  std::unordered_map<std::int64_t, Packed> packed_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::fold
