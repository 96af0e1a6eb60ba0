// Knows what the store has of the entries of one batch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "wirefold/base/thread_check.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/model/ids.h"
#include "wirefold/store/folding.h"

namespace wirefold::ingest {

/// The question for `entry`.
store::Probe probe_of(const Prepared& entry);

/// A batch is folded in one transaction. All of its entries are asked for with one question before
/// the first is folded. The answers are then kept in step with what the batch itself changes: a new
/// article is added to them; an answer with a stored article that was changed is asked for again.
/// Fold thread only.
class EntryLookup {
 public:
  /// `stored` must outlive this object.
  explicit EntryLookup(store::Folding& stored) : stored_(stored) {}

  /// Begins a batch, and asks for those of its entries that have been read.
  void begin(std::span<Prepared* const> entries);

  /// Asks for further entries of the batch. The last ones are left out if the answers take too much
  /// memory; of() asks for them.
  void ask(std::span<Prepared* const> entries);

  /// What is known of `entry` now. Valid until the next change of the batch.
  const store::Candidates& of(Prepared& entry);

  /// A stored article without its enclosures; nullopt for an unknown id.
  std::optional<Article> article(ArticleId id);

  /// The batch has stored a new article of the feed at `feed_url`.
  void added(const Article& article, const std::string& feed_url);

  /// The batch has changed the text or the feed of a stored article to those of `article`.
  void changed(const Article& article);

  /// The batch has noted that `feed` lists the article.
  void listed(ArticleId article, FeedId feed);

  /// The batch has made an entry with this key wait, or wait no longer.
  void waits(std::string_view key);

  /// The batch has changed the publisher of a feed that has articles.
  void publisher_changed() { all_changed_ = ++now_; }

 private:
  using Change = std::size_t;  // number of a change of this batch, from 1

  bool is_stale(const Prepared& entry) const;
  bool is_stale(const Prepared& entry, const store::KnownArticle& article) const;
  bool take_added(Prepared& entry) const;
  void keep(Article text);

  store::Folding& stored_;
  std::unordered_map<ArticleId, Article> texts_;  // of articles that the batch has not changed
  std::size_t text_bytes_ = 0;                    // of texts_, at most kMostTextBytes and one
  Change now_ = 0;
  Change all_changed_ = 0;
  std::vector<std::pair<Change, store::KnownArticle>> added_;
  std::unordered_multimap<std::uint64_t, std::size_t> alike_;  // places in added_, by hashes_of()
  std::unordered_map<ArticleId, Change> changed_;
  std::unordered_map<std::uint64_t, Change> listed_;          // by article and feed
  std::unordered_map<std::uint64_t, Change> changed_hashes_;  // hashes_of() what was changed
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
