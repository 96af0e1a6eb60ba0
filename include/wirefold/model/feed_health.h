// How the feeds are, for people and for Prometheus.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/json_writer.h"
#include "wirefold/base/time.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/history.h"
#include "wirefold/model/ids.h"
#include "wirefold/serve/site.h"
#include "wirefold/serve/target.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

enum class FeedCondition : std::uint8_t { kWell, kNew, kFailing, kGone };

/// "well", "new", "failing" or "gone".
std::string_view to_string(FeedCondition condition);

/// One feed, in words.
struct FeedLine {
  FeedId id{};
  std::string url;         ///< As the feed list has it.
  bool is_secret = false;  ///< What is a secret in `url` is masked: it leads nowhere.
  std::string outlet;      ///< What it is called; may be empty.
  std::string publisher;   ///< Publisher::id(); empty as long as it is not known.
  FeedCondition condition = FeedCondition::kNew;
  std::string error;  ///< Of the last poll; empty if it went well.
  int failures = 0;   ///< Polls in a row.
  std::optional<Timestamp> last_poll;
  std::optional<Timestamp> next_poll;  ///< None: at once, or never if it is gone.
  std::string why;                     ///< Why then.
  std::string note;                    ///< That it has moved, is pushed, or lies; may be empty.
  double a_day = 0;                    ///< Entries, lately.
  LeftOut left_out;                    ///< Of its last document.
};

struct FeedHealth {
  Timestamp at{};                              ///< When it was so.
  std::map<FeedCondition, std::size_t> feeds;  ///< How many are in each condition.
  std::size_t pushed = 0;                      ///< Of which a WebSub hub tells what is new.
  bool cut_off = false;                        ///< No server at all is reached.
  /// Those in trouble, then those that are polled next; not all of a long list.
  std::vector<FeedLine> lines;
  std::map<std::string, std::uint64_t> polls;    ///< Since the start, by what came of them.
  std::map<std::string, std::uint64_t> changes;  ///< Of a feed's state, by its new one.
  std::map<std::string, std::uint64_t> events;   ///< Of stories, by kind, since the start.
  std::uint64_t missed = 0;  ///< Entries that may have left their lists unseen, since the start.

  std::size_t total() const;
  std::size_t count(FeedCondition condition) const;
};

/// What was before, for plots.
struct FeedHistory {
  Timestamp first_day{};         ///< Of the plots of single feeds.
  std::vector<FeedDay> days;     ///< In any order.
  std::vector<HourTally> hours;  ///< By rising hour.
};

/// Days that a feed's plot shows.
inline constexpr std::size_t kDaysShown = 14;

/// As an object, a member a reason.
void write_json(JsonWriter& json, const LeftOut& left_out);

/// The page at "/feeds", and "/api/v1/feeds".
std::string render_feeds(const Site& site, const FeedHealth& health, const FeedHistory& history);
std::string render_feeds_json(const Site& site, const FeedHealth& health, const Target& target);

/// Prometheus text exposition 0.0.4, at "/metrics".
std::string render_metrics(const Site& site, const FeedHealth& health, const Traffic& traffic);

}  // namespace wirefold::serve
