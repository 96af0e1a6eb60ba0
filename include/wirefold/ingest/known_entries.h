// Which stored article an entry of a feed is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "wirefold/ingest/articles.h"
#include "wirefold/model/ids.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// The article that an entry is.
struct KnownEntry {
  enum class How : std::uint8_t {
    kUnchanged,
    kEdited,       ///< The feed says something else of it than before, and may.
    kListedAgain,  ///< Under another key in the same document, or by another feed: no edit.
    kTakenOver,    ///< It is of this feed's own site, and a feed from elsewhere had brought it.
  };
  ArticleId id{};
  How how = How::kUnchanged;
  bool to_be_noted = false;  ///< What the feed says is to be noted: Store::note_listing().
};

/// Finds the articles of the entries of one document among those of its publisher, and, by their
/// pages and texts, among those of others.
///
/// An article is edited by the feed that brought it and by the other feeds of a publisher who is
/// certain, each when it says something else than it said before; two that say different things of
/// one article do not take turns. Nobody else edits it.
///
/// An article with the key of an entry is that entry, unless title, date, page and text speak
/// against it. One with another key is it only if they speak for it: see known_entries.cc. Where
/// that is in doubt it is not: an article that is shown twice is better than one that is not shown.
/// Fold thread only.
class KnownEntries {
 public:
  /// `feed_url` is that of the feed as the list has it, `keys` those of all entries of its
  /// document.
  KnownEntries(store::Store& store, std::string feed_url, std::set<std::string> keys)
      : store_(store), feed_url_(std::move(feed_url)), keys_(std::move(keys)) {}

  /// Gives the entry the key of its hash if the article that has its key is another one.
  std::optional<KnownEntry> find(Prepared& entry);

 private:
  std::optional<KnownEntry> by_key(Prepared& entry);
  std::optional<KnownEntry> by_other_key(const Prepared& entry);
  bool is_other(const Prepared& entry, const store::KnownArticle& article);
  bool is_same(const Prepared& entry, const store::KnownArticle& article);
  std::optional<KnownEntry> elsewhere(const Prepared& entry);
  std::optional<KnownEntry> meet(const Prepared& entry, const store::KnownArticle& article);
  static bool adds_nothing(const Document& guest, const Document& host);
  bool is_borne_out(const Prepared& entry, const store::KnownArticle& article);
  bool is_claimed(const store::KnownArticle& article) const;
  std::optional<double> shared_words(const Prepared& entry, ArticleId article);
  std::optional<KnownEntry> first_same(const Prepared& entry,
                                       const std::vector<store::KnownArticle>& articles);

  store::Store& store_;
  const std::string feed_url_;
  const std::set<std::string> keys_;
  std::set<ArticleId> found_;                                     // the articles of entries before
  int compared_ = 0;                                              // texts, in this document
  std::map<ArticleId, std::unordered_set<std::uint32_t>> words_;  // of the articles compared
};

}  // namespace wirefold::app
