// Keeps short entries until the pages of their articles have been fetched.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "wirefold/config/config.h"
#include "wirefold/crawl/feed_registry.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/fold/folder.h"
#include "wirefold/ingest/article_pages.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/ingest/handover.h"
#include "wirefold/model/waiting_entry.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// Maximum number of bytes of a waiting entry's texts: 150 words are never longer, even with
/// markup.
constexpr std::size_t kMostWaitingBytes = std::size_t{64} << 10;

/// Entries with few words wait in the store for their pages, also across a restart. Fold thread
/// only. Changes of the store are made through `to`, within a transaction of the caller's.
class PageWait {
 public:
  /// All must outlive this object. `folder` knows the boilerplate of pages.
  PageWait(store::View& stored, crawl::RequestScheduler& scheduler, crawl::FeedRegistry& feeds,
           const fold::Folder& folder, WallClock clock);

  void load(const config::Config& config);

  /// True if the entry is so short that its page is fetched first, and there is room for it. May
  /// analyse it.
  bool wants_page(const crawl::Feed& feed, Prepared& prepared) const;

  /// Stores an entry that waits, and requests its page. It must be analysed, as by wants_page().
  void add(crawl::Feed& feed, const Prepared& prepared, store::MemoryWriter& to);

  /// An entry that waits no longer.
  struct Ended {
    FeedId feed{};
    std::string link;               ///< URL of its page.
    std::optional<Prepared> entry;  ///< nullopt if it cannot be read; its feed must bring it again.
  };

  /// Keeps a page. True if its entry does not wait for a further one. Does not change the store.
  bool take(ReadPage& page);

  /// The entries that wait for the pages with these numbers. They wait no longer. What was kept for
  /// a number for which nobody waits is dropped.
  std::vector<WaitingEntry> end(std::span<const std::uint64_t> numbers, store::MemoryWriter& to);

  /// The entry of an ended wait, with the pages that have come.
  Ended ended(const WaitingEntry& waiting);

  /// All entries that wait, oldest first, without WaitingEntry::entry.
  std::vector<WaitingEntry> all();

  /// Requests the pages of the entries that waited when the previous run ended. Returns the entries
  /// of feeds that are no longer on the list: the caller ends their wait. Entries of a feed that
  /// has crashed the program are dropped, because they or their pages may be the cause; the feed
  /// brings them again, since the validators of its document are not stored yet.
  std::vector<WaitingEntry> restore(store::MemoryWriter& to);

  /// Gives waiting entries the current publishers of their feeds.
  void follow_publishers(store::MemoryWriter& to);

 private:
  struct TakenPage {
    page::PageKind kind;
    std::optional<Prepared> article;  ///< With the page's text, if that is used.
  };

  void ask(crawl::Feed& feed, const WaitingEntry& waiting);
  bool ask_further(const fetch::Request& before, const std::string& url);
  fetch::Request request_for(const crawl::Feed& feed, std::uint64_t number, const std::string& url,
                             Timestamp deadline) const;
  std::optional<Prepared> unpack(const WaitingEntry& waiting);
  Publisher publisher_of(FeedId feed);
  std::optional<Prepared> with_pages(std::optional<Prepared> entry, const WaitingEntry& waiting);
  Result<TakenPage> read(const CollectedPage& pages, const Prepared& entry) const;

  store::View& stored_;
  crawl::RequestScheduler& scheduler_;
  crawl::FeedRegistry& feeds_;
  const fold::Folder& folder_;
  const WallClock clock_;
  ArticlePages pages_;
  std::size_t waiting_ = 0;        // entries that wait
  std::size_t below_words_ = 0;    // pages.below_words
  std::chrono::seconds wait_{};    // pages.wait
  std::chrono::seconds window_{};  // fold.window
};

}  // namespace wirefold::ingest
