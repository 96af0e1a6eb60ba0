// Makes articles of a feed's document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/crawl/feed_facts.h"
#include "wirefold/ingest/articles.h"
#include "wirefold/model/entry.h"
#include "wirefold/model/publisher.h"

namespace wirefold::ingest {

/// A document and its articles, oldest first.
struct ReadDocument {
  ParsedFeed feed;
  std::vector<Prepared> articles;
  Publisher publisher;  ///< Of the feed, as far as its document and FeedFacts::publisher tell.
  std::string outlet;   ///< outlet_name().
};

/// Parses `body`, which came from `url`, and prepares the article of each entry, first seen at
/// `now`. Changes nothing. Errors: those of parse::parse_feed(), and kTooLarge if the memory does
/// not suffice. Any thread.
Result<ReadDocument> read_document(const crawl::FeedFacts& facts, const std::string& url,
                                   std::string_view body, std::string_view content_type,
                                   Timestamp now);

/// A publisher without a name gets the outlet's display name, as in the store.
Publisher named_publisher(const Publisher& publisher, const std::string& outlet);

}  // namespace wirefold::ingest
