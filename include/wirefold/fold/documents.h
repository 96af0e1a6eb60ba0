// Where the words of remembered articles lie; the window itself holds only their prints.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "wirefold/model/document.h"
#include "wirefold/model/ids.h"

namespace wirefold::fold {

/// Used by the fold thread alone.
class Documents {
 public:
  Documents() = default;
  virtual ~Documents() = default;
  Documents(const Documents&) = delete;
  Documents& operator=(const Documents&) = delete;

  /// The text of an article that is remembered from now on, or its new text.
  virtual void put(ArticleId id, const Document& document) = 0;

  /// The same words in the same sentences; fingerprints and samples may be missing. Nothing if the
  /// article is not there any more, which folds nothing.
  virtual std::optional<Document> get(ArticleId id) = 0;

  /// The article has left the window.
  virtual void drop(ArticleId id) = 0;
};

/// In memory: 4 bytes a word and 12 a sentence.
class MemoryDocuments : public Documents {
 public:
  void put(ArticleId id, const Document& document) override;
  std::optional<Document> get(ArticleId id) override;
  void drop(ArticleId id) override;

 private:
  struct Packed {
    std::vector<std::uint32_t> words;  // hash and class: Token::hash has two bits free
    std::uint32_t title_words = 0;     // the first of them
    std::vector<std::uint32_t> sentence_ends;
    std::vector<std::uint64_t> sentence_hashes;
  };

  std::unordered_map<std::int64_t, Packed> packed_;
};

}  // namespace wirefold::fold
