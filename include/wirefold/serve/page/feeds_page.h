// Renders the page at "/feeds".
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/model/history.h"
#include "wirefold/model/override.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// The articles of one outlet that have texts of one source.
struct Copying {
  std::string outlet;  ///< With its publisher, if several publishers have the name.
  std::string source;  ///< The agency; without one, the outlet of the lead.
  std::size_t articles = 0;
  std::size_t of = 0;  ///< All articles of the outlet.
  /// Median time after the lead, of articles that do not lead; nullopt if no time is known.
  std::optional<std::chrono::seconds> delay;
};

/// Earlier counts, for plots.
struct FeedHistory {
  Timestamp first_day{};         ///< First day in the plots of single feeds.
  std::vector<FeedDay> days;     ///< In any order.
  std::vector<HourTally> hours;  ///< By rising hour.
  std::vector<Copying> copying;  ///< In the order of the table.
  std::size_t articles = 0;      ///< Newest articles that `copying` counts.
};

/// Days in the plot of a feed.
inline constexpr std::size_t kDaysShown = 14;

/// The content of the page.
struct FeedsPage {
  const FeedHealth& health;
  const FeedHistory& history;
  std::optional<Override> ruling{};  ///< Target::ruling, for a session.
};

/// The page, with words in the language of the target and with the means of its session.
std::string render_feeds(const Site& site, const FeedsPage& page, const Target& target);

}  // namespace wirefold::serve
