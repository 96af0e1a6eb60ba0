// Which stored article an entry of a feed is.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "articles.h"
#include "wirefold/model/ids.h"
#include "wirefold/store/store.h"

namespace wirefold::app {

/// The article that an entry is.
struct KnownEntry {
  enum class How : std::uint8_t {
    kUnchanged,
    kEdited,       ///< The feed says something else of it.
    kListedAgain,  ///< Under another id, by another feed or in the same document: changes nothing.
  };
  ArticleId id{};
  How how = How::kUnchanged;
  bool rekeyed = false;  ///< It was stored under another key than the entry has now.
};

/// Finds the article of an entry among those of its outlet.
///
/// An article with the entry's key is the entry, unless nothing at all agrees. One with another key
/// is, if both have a page of their own, the same one (or one that only its query tells apart), and
/// the date or the text agree; without such a page, if the title is the same, and the date or the
/// text. Fold thread only.
class KnownEntries {
 public:
  explicit KnownEntries(store::Store& store) : store_(store) {}

  /// `keys` are those of all entries of the document. Gives the entry its wide key if the article
  /// that has its key is another one.
  std::optional<KnownEntry> find(Prepared& entry, const std::set<std::string>& keys);

 private:
  std::optional<KnownEntry> by_key(Prepared& entry);
  std::optional<Article> by_other_key(const Prepared& entry, const std::set<std::string>& keys);
  std::optional<Article> by_page(const Prepared& entry, const std::set<std::string>& keys);
  std::optional<Article> by_twin(const Prepared& entry, const std::set<std::string>& keys);

  store::Store& store_;
};

}  // namespace wirefold::app
