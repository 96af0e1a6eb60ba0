// The feeds page, its JSON, and the metrics.
#pragma once

#include <string>
#include <vector>

#include "wirefold/base/json_writer.h"
#include "wirefold/base/time.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/model/history.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/target.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// Earlier counts, for plots.
struct FeedHistory {
  Timestamp first_day{};         ///< First day in the plots of single feeds.
  std::vector<FeedDay> days;     ///< In any order.
  std::vector<HourTally> hours;  ///< By rising hour.
  std::vector<ArticleOrigin> origins;  ///< Of the newest articles.
};

/// Days in the plot of a feed.
inline constexpr std::size_t kDaysShown = 14;

/// Begins the object of a feed, with the members that /api/v1/feeds and `status --json` share.
void begin_feed(JsonWriter& json, const FeedLine& line);

/// Writes an object with one member per reason.
void write_json(JsonWriter& json, const LeftOut& left_out);

/// The page at "/feeds", and "/api/v1/feeds".
std::string render_feeds(const Site& site, const FeedHealth& health, const FeedHistory& history,
                         std::string_view language);
std::string render_feeds_json(const Site& site, const FeedHealth& health, const Target& target);

/// Prometheus text exposition 0.0.4, at "/metrics".
std::string render_metrics(const Site& site, const FeedHealth& health, const Traffic& traffic);

}  // namespace wirefold::serve
