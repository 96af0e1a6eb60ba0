// Finds the stored article that an entry of a feed is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "wirefold/ingest/articles.h"
#include "wirefold/ingest/entry_lookup.h"
#include "wirefold/model/ids.h"
#include "wirefold/store/folding.h"

namespace wirefold::ingest {

/// The article that an entry is.
struct KnownEntry {
  enum class How : std::uint8_t {
    kUnchanged,
    kEdited,       ///< The feed's text has changed, and the feed may edit the article.
    kListedAgain,  ///< Under another key in the same document, or by another feed: no edit.
    kTakenOver,    ///< Of this feed's own site, and first brought by a feed from elsewhere.
  };
  ArticleId id{};
  How how = How::kUnchanged;
  FeedId feed{};  ///< That brought the article; set if `to_be_noted` may be.
  bool to_be_noted =
      false;  ///< The feed's text must be noted: store::FoldingWriter::note_listing().
};

/// Finds the articles of the entries of one document: among the articles of its feed and of its
/// publisher, if the publisher is certain, and by page and text among all others.
///
/// An article can be edited by the feed that brought it, and by other feeds of its publisher if the
/// publisher is certain. A feed edits only when its own text changes, so two feeds with different
/// texts do not take turns.
///
/// An article with the key of an entry is that entry unless title, date, page and text contradict.
/// An article with another key is that entry only if they agree: see known_entries.cc. In doubt the
/// entry is a new article, because it is better to show an article twice than not at all. Fold
/// thread only.
class KnownEntries {
 public:
  /// `feed_url` is the URL of the feed in the list, `keys` the keys of all entries of its document.
  KnownEntries(EntryLookup& lookup, std::string feed_url, std::set<std::string> keys)
      : lookup_(lookup), feed_url_(std::move(feed_url)), keys_(std::move(keys)) {}

  /// The article of `entry`; nullopt if it is new. If the article with its key is another one,
  /// `entry` gets the key of its hash.
  std::optional<KnownEntry> find(Prepared& entry);

 private:
  std::optional<KnownEntry> by_key(Prepared& entry, const store::Candidates& candidates);
  std::optional<KnownEntry> by_other_key(Prepared& entry, const store::Candidates& candidates);
  bool is_other(Prepared& entry, const store::KnownArticle& article);
  bool is_same(Prepared& entry, const store::KnownArticle& article);
  std::optional<KnownEntry> elsewhere(Prepared& entry, const store::Candidates& candidates);
  std::optional<KnownEntry> meet(Prepared& entry, const store::KnownArticle& article);
  static bool adds_nothing(const Document& guest, const Document& host);
  bool is_borne_out(Prepared& entry, const store::KnownArticle& article);
  bool is_claimed(const store::KnownArticle& article) const;
  std::optional<double> shared_words(Prepared& entry, ArticleId article);
  std::optional<KnownEntry> first_same(Prepared& entry,
                                       const std::vector<store::KnownArticle>& articles);

  EntryLookup& lookup_;
  const std::string feed_url_;
  const std::set<std::string> keys_;
  std::set<ArticleId> found_;                                     // the articles of earlier entries
  int compared_ = 0;                                              // texts of this document
  std::map<ArticleId, std::unordered_set<std::uint32_t>> words_;  // of the articles compared
};

}  // namespace wirefold::ingest
