// The health of the feeds, for people and for Prometheus.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/ids.h"

namespace wirefold {

enum class FeedCondition : std::uint8_t { kWell, kNew, kFailing, kGone };

/// "well", "new", "failing" or "gone".
std::string_view to_string(FeedCondition condition);

/// The state of one feed, in words.
struct FeedLine {
  FeedId id{};
  std::string url;         ///< As in the feed list.
  bool is_secret = false;  ///< A secret in `url` is masked, so the URL cannot be followed.
  std::string outlet;      ///< Name of the outlet; may be empty.
  std::string publisher;   ///< Publisher::id(); empty if not known.
  FeedCondition condition = FeedCondition::kNew;
  std::string error;                       ///< Error of the last poll; empty if it succeeded.
  int failures = 0;                        ///< Failed polls in a row.
  std::optional<Timestamp> failing_since;  ///< Time of the first of them; nullopt if not known.
  std::optional<Timestamp> last_poll;
  std::optional<Timestamp> next_poll;  ///< nullopt: at once, or never if the feed is gone.
  std::string why;                     ///< Reason for the time of the next poll.
  std::string note;       ///< Move, hub, false 304s, entries left out; empty if there is none.
  double a_day = 0;       ///< Recent entries per day.
  LeftOut left_out;       ///< Entries of its last document that were left out.
  bool has_icon = false;  ///< The feed names an icon.
};

struct FeedHealth {
  Timestamp at{};                              ///< Time of this report.
  std::map<FeedCondition, std::size_t> feeds;  ///< Number of feeds by condition.
  std::size_t pushed = 0;                      ///< Feeds with an active WebSub subscription.
  bool cut_off = false;                        ///< No server can be reached.
  /// Failing or gone feeds first, then by next poll; a long list is cut.
  std::vector<FeedLine> lines;
  std::map<std::string, std::uint64_t> polls;    ///< Polls since the start, by result.
  std::map<std::string, std::uint64_t> changes;  ///< Changes of feeds' states, by new state.
  std::map<std::string, std::uint64_t> events;   ///< Story events since the start, by kind.
  std::uint64_t missed = 0;  ///< Entries that may have left their lists unseen, since the start.

  std::size_t total() const;
  std::size_t count(FeedCondition condition) const;
};

}  // namespace wirefold
