// Imports the feeds of a list that another program wrote.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/config/config.h"
#include "wirefold/control/feed_list.h"
#include "wirefold/control/feed_probe.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/import_line.h"

namespace wirefold::control {

/// The largest list to import in bytes. It is parsed again for each mistake in it. 100,000 feeds
/// take 20 MiB.
inline constexpr std::size_t kMostListBytes = std::size_t{32} << 20;

/// Marks feeds that lead to one that is listed.
class KnownFeeds {
 public:
  explicit KnownFeeds(const Places& places) : places_(places) {}

  /// Marks the feed of `line` as known if it is listed, or if an earlier call had its URL.
  void mark(ImportLine& line);

 private:
  const Places& places_;
  std::set<std::string> seen_;
};

/// One import, in steps: the constructor, check(), add().
class FeedImport {
 public:
  /// Decides the fates of `feeds` as far as possible without requests. Their outlets are left out
  /// unless `keeps_outlets`. `list` must outlive this object.
  FeedImport(std::vector<FeedSource> feeds, const config::Config& config, const FeedList& list,
             bool keeps_outlets);

  /// In the order of the list.
  const std::vector<ImportLine>& lines() const { return lines_; }

  /// The places of all feeds of the configuration.
  const Places& places() const { return places_; }

  /// Number of feeds that were not known or broken so far.
  std::size_t count_new() const;

  /// Called with each line once its feed has answered, on the thread of the caller.
  using OnLine = std::function<void(const ImportLine&)>;

  /// Requests each new feed. Returns early once `asking.stop` is requested; the import must then
  /// end.
  void check(const Asking& asking, const OnLine& seen);

  /// Puts the feeds that are new now on the list. Of several that lead to the same feed, the first
  /// is added. Returns their number, or why the list cannot be changed.
  Result<std::size_t> add();

 private:
  const FeedList& list_;
  const Places places_;
  std::vector<ImportLine> lines_;
};

}  // namespace wirefold::control
