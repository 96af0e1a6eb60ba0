// Takes the answers to polls, and what hubs deliver.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/thread_check.h"
#include "wirefold/crawl/feed_registry.h"
#include "wirefold/fetch/request.h"
#include "wirefold/ingest/entry_intake.h"
#include "wirefold/ingest/fold_clock.h"
#include "wirefold/ingest/handover.h"
#include "wirefold/ingest/reading_mark.h"
#include "wirefold/websub/subscriptions.h"

namespace wirefold::ingest {

/// Takes the entries of each new document, and notes what its answer means for the next poll. Fold
/// thread only. Changes of the store are made through `changes`, a transaction of the caller's.
class DocumentIntake {
 public:
  /// All must outlive this object. `mark` is the fold thread's.
  DocumentIntake(crawl::FeedRegistry& feeds, websub::Subscriptions& subscriptions,
                 EntryIntake& entries, const FoldClock& clock, ReadingMark& mark)
      : feeds_(feeds),
        subscriptions_(subscriptions),
        entries_(entries),
        clock_(clock),
        mark_(mark) {}

  /// Takes the answer to a poll of `feed`, whatever it is, and stores the feed.
  void take(crawl::Feed& feed, ReadResponse&& answer, store::Transaction& changes);

  /// Takes a document that the hub of `feed` has delivered. A feed that has crashed the program
  /// takes none: its next poll brings the same.
  void take(crawl::Feed& feed, ReadPush push, store::Transaction& changes);

 private:
  void take_answer(crawl::Feed& feed, ReadResponse& answer, store::Transaction& changes);
  void take_document(crawl::Feed& feed, ReadResponse& answer, const Validators& validators,
                     store::Transaction& changes);
  Result<ReadDocument> document_of(const crawl::Feed& feed, std::optional<Reading>& reading,
                                   const std::string& url, std::string_view body,
                                   std::string_view content_type) const;
  void note_hub(const crawl::Feed& feed, const fetch::Response& response,
                const ParsedFeed& document, store::FeedWriter& to);

  crawl::FeedRegistry& feeds_;
  websub::Subscriptions& subscriptions_;
  EntryIntake& entries_;
  const FoldClock& clock_;
  ReadingMark& mark_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
