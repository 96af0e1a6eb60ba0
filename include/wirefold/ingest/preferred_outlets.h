// Ranks the publishers whose copies lead stories, by fold.prefer.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "wirefold/crawl/feed.h"
#include "wirefold/model/publisher.h"

namespace wirefold::ingest {

/// The publishers that the operator prefers. A name in the setting is a publisher's (the operator's
/// outlet, or a domain), else a feed's name in the list, else a feed's own title. A name of several
/// publishers stands for none of them, because any feed may use any title.
class PreferredOutlets {
 public:
  PreferredOutlets() = default;

  /// `names` are separated by commas.
  PreferredOutlets(std::string_view names, const crawl::FeedMap& feeds);

  /// Names of several publishers.
  const std::set<std::string>& unclear() const { return unclear_; }

  bool is_empty() const { return names_.empty(); }

  /// True if `title` is a name in the setting.
  bool names(const std::string& title) const { return names_.contains(title); }

  /// 0 for the most preferred; those that are not preferred share the last rank.
  std::size_t rank(const Publisher& publisher) const;

 private:
  std::set<std::string> names_;
  std::set<std::string> unclear_;
  std::map<std::string, std::size_t> ranks_;  // by Publisher::id()
  std::size_t last_ = 0;
};

}  // namespace wirefold::ingest
