// The feed that an address leads to.
#pragma once

#include <string>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/fetch/fetch_loop.h"

namespace wirefold::app {

struct FoundFeed {
  std::string url;
  std::string title;  ///< Plain text; may be empty.
};

/// What is at `url`, if it is a feed. Waits for the server. An error of the server's is that of the
/// request (fetch::Response::error), one of the document's kMalformed or kUnsupported.
Result<FoundFeed> read_feed(const fetch::Options& options, const std::string& url);

/// Looks for the feed of a page.
class FeedFinder {
 public:
  explicit FeedFinder(fetch::Options options) : options_(std::move(options)) {}

  /// The feed at `url`, or the first that can be read of those that the page there names, or that
  /// are where sites usually have one.
  Result<FoundFeed> find(const std::string& url);

  /// The feeds that the page names.
  const std::vector<std::string>& offered() const { return offered_; }

 private:
  fetch::Options options_;
  std::vector<std::string> offered_;
};

}  // namespace wirefold::app
