// Reads what was fetched: the work of the reading threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "wirefold/base/time.h"
#include "wirefold/crawl/feed_facts.h"
#include "wirefold/ingest/handover.h"
#include "wirefold/ingest/inbox.h"
#include "wirefold/ingest/reading_mark.h"

namespace wirefold::ingest {

/// Parses documents and pages, and prepares their articles as far as that is possible without the
/// store and the folder. Safe from any thread, but for the marks.
class Reader {
 public:
  /// `facts` must outlive the reader.
  explicit Reader(const crawl::FeedFactsTable& facts, WallClock clock = wall_clock_now);
  ~Reader();

  /// Reads `message`. `mark` is the calling thread's.
  Handover read(Message&& message, ReadingMark& mark);

 private:
  /// The hashes of the entries that were read last, with their texts. One that is read again is
  /// most likely known, and then needs no analysis.
  class LastEntries;

  Handover read(fetch::Response&& response, ReadingMark& mark);
  ReadResponse read_poll(fetch::Response&& response, ReadingMark& mark);
  ReadPush read_push(websub::Push&& push, ReadingMark& mark);
  static ReadPage read_page(fetch::Response&& response, ReadingMark& mark);
  Reading read(const crawl::FeedFacts& facts, const std::string& url, std::string_view body,
               std::string_view content_type);
  Result<bool> analyse_new_texts(ReadDocument& document);

  const crawl::FeedFactsTable& facts_;
  const WallClock clock_;
  const std::unique_ptr<LastEntries> last_entries_;
};

}  // namespace wirefold::ingest
