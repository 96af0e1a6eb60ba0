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
  // Words of the title, sentences and words of the body by number, the part, whether it is partial;
  // then all in turn: words with their class in the two bits that hashes leave free, sentences as
  // end and hash.
  using Packed = std::vector<std::uint32_t>;

  std::unordered_map<std::int64_t, Packed> packed_;
};

}  // namespace wirefold::fold
