// Decides which article leads a story.
#pragma once

#include <string>

#include "wirefold/base/thread_check.h"
#include "wirefold/config/config.h"
#include "wirefold/crawl/feed_registry.h"
#include "wirefold/ingest/preferred_outlets.h"
#include "wirefold/model/article.h"

namespace wirefold::ingest {

/// By fold.prefer and fold.lead. Fold thread only.
class LeadChoice {
 public:
  /// `feeds` must outlive this object.
  explicit LeadChoice(const crawl::FeedRegistry& feeds) : feeds_(feeds) {}

  void load(const config::Config& config);

  /// Finds the preferred outlets anew, after feeds have got other names or publishers.
  void name_preferred();

  /// True if outlets are preferred.
  bool has_preferred() const { return !preferred_.is_empty(); }

  /// True if a preferred outlet may have the title of a feed as its name.
  bool names(const std::string& title) const { return preferred_.names(title); }

  /// False if the earliest article always leads.
  bool is_any() const { return by_ != "earliest" || !prefer_.empty(); }

  /// True if `article` is a better lead than `lead`. This is an order, so that two articles never
  /// take turns.
  bool is_better(const Article& article, const Article& lead) const;

 private:
  bool is_by_agency(const Article& article) const;

  const crawl::FeedRegistry& feeds_;
  std::string prefer_;  // fold.prefer
  std::string by_;      // fold.lead
  PreferredOutlets preferred_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
