// Counts and logs the changes of feeds' states.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/log.h"
#include "wirefold/crawl/feed.h"

namespace wirefold::crawl {

/// Notes changes, and logs them once the caller has committed them. Fold thread only.
class FeedChanges {
 public:
  /// Notes that `feed` is now `what`, one of the states of the log line "feed" (wirefold(1)).
  /// `missed` entries may have left the feed's list unseen.
  void note(const Feed& feed, std::string_view what, LogLevel level, std::string detail = {},
            std::optional<std::uint64_t> missed = {});

  /// Logs what was noted since the last call. All of its feeds must be in `feeds`.
  void log(const FeedMap& feeds);

  /// The number of changes since the start, by the new state.
  const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

 private:
  struct Change {
    FeedId feed;
    std::string what;
    LogLevel level;
    std::string detail;
    std::optional<std::uint64_t> missed;
  };

  std::map<std::string, std::uint64_t> counts_;
  std::vector<Change> changes_;
};

}  // namespace wirefold::crawl
