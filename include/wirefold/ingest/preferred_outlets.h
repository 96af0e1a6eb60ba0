// Whose copy leads a story, by fold.prefer.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "wirefold/crawl/feed_registry.h"
#include "wirefold/model/publisher.h"

namespace wirefold::app {

/// The publishers that the operator prefers. A name of the setting is a publisher's (the operator's
/// outlet, or a domain), else what the list calls a feed, else a feed's own title. A name that
/// several publishers have means none of them: any feed may take a title.
class PreferredOutlets {
 public:
  PreferredOutlets() = default;

  /// `names` has commas between.
  PreferredOutlets(std::string_view names, const std::map<FeedId, Feed>& feeds);

  /// Names that several publishers have.
  const std::set<std::string>& unclear() const { return unclear_; }

  bool is_empty() const { return names_.empty(); }

  /// True if a feed that is called so may be meant.
  bool names(const std::string& title) const { return names_.contains(title); }

  /// 0 for the most preferred; those that are not preferred share the last rank.
  std::size_t rank(const Publisher& publisher) const;

 private:
  std::set<std::string> names_;
  std::set<std::string> unclear_;
  std::map<std::string, std::size_t> ranks_;  // by Publisher::id()
  std::size_t last_ = 0;
};

}  // namespace wirefold::app
