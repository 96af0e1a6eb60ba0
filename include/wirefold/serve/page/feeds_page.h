// Renders the page at "/feeds".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/model/history.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// Earlier counts, for plots.
struct FeedHistory {
  Timestamp first_day{};               ///< First day in the plots of single feeds.
  std::vector<FeedDay> days;           ///< In any order.
  std::vector<HourTally> hours;        ///< By rising hour.
  std::vector<ArticleOrigin> origins;  ///< Of the newest articles.
};

/// Days in the plot of a feed.
inline constexpr std::size_t kDaysShown = 14;

std::string render_feeds(const Site& site, const FeedHealth& health, const FeedHistory& history,
                         std::string_view language);

}  // namespace wirefold::serve
