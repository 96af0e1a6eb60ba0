// Takes the entries of a document into the store.
#pragma once

#include <cstddef>
#include <cstdint>

#include "wirefold/base/thread_check.h"
#include "wirefold/crawl/feed_registry.h"
#include "wirefold/ingest/folding.h"
#include "wirefold/ingest/known_entries.h"
#include "wirefold/ingest/page_wait.h"
#include "wirefold/ingest/read_document.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// Decides for each entry whether it is a new article, a known one, or waits for its page. Fold
/// thread only. Changes of the store are made through `changes`, a transaction of the caller's.
class EntryIntake {
 public:
  /// All must outlive this object.
  EntryIntake(crawl::FeedRegistry& feeds, Folding& folding, PageWait& waits)
      : feeds_(feeds), folding_(folding), waits_(waits) {}

  void load(const config::Config& config) { window_ = config.fold.window; }

  /// Takes all entries of a document of `feed`, and what the document says of the feed. The
  /// articles of `document` are moved from. Returns the number of new entries.
  std::size_t take(crawl::Feed& feed, ReadDocument& document, store::Transaction& changes);

  /// Takes an entry that waited for its page, unless another feed has brought it meanwhile. After
  /// the last one of a feed the validators of its document are stored.
  void take(PageWait::Ended ended, store::Transaction& changes);

  /// Sets the validators and the hash of the document whose entries are stored now. While some of
  /// them wait for their pages, both are held in memory only.
  static void note_body(crawl::Feed& feed, const Validators& validators, std::uint64_t body_hash);

 private:
  void ask(std::vector<Prepared>& entries);
  void note_feed(crawl::Feed& feed, const ReadDocument& document, store::FeedWriter& to);
  bool take_entry(crawl::Feed& feed, Prepared prepared, KnownEntries& known,
                  store::Transaction& changes);
  void take_known(crawl::Feed& feed, const KnownEntry& known, Prepared prepared,
                  store::Transaction& changes);
  void place(crawl::Feed* feed, Prepared prepared, store::Transaction& changes);
  bool may_take_over(const std::optional<KnownEntry>& known);
  bool was_forgotten(Prepared& prepared, store::FoldingWriter& to);

  crawl::FeedRegistry& feeds_;
  Folding& folding_;
  PageWait& waits_;
  std::chrono::seconds window_{};  // fold.window
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
