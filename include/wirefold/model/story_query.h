// A query for stories.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "wirefold/base/time.h"

namespace wirefold {

enum class StoryOrder : std::uint8_t {
  kNewest,   ///< The newest stories, by time of publication.
  kOutlets,  ///< Stories of the last two days, counted from the newest, by number of outlets.
};

/// All conditions must hold. An empty text sets no condition.
struct StoryQuery {
  std::string lang;    ///< Of the lead: BCP 47 primary tag.
  std::string outlet;  ///< Of any of its articles: the display name, or the publisher's id.
  std::string group;   ///< Of any of its articles: this folder of the feed list, or one inside it.
  std::string agency;  ///< Of any of its articles.
  /// One of its articles has, for each of these words, a word that begins with it; a single letter
  /// must be the whole word. Typed text must pass through text::search_words first.
  std::string words;
  int min_outlets = 1;  ///< Number of different outlets.
  StoryOrder order = StoryOrder::kNewest;
  std::optional<std::int64_t> before;      ///< Stories with smaller ids than this.
  std::optional<Timestamp> changed_since;  ///< At this time or later.
  std::size_t limit = 0;                   ///< At most this many stories.
  /// No further story once those found have this many bytes_of(); 0: no limit.
  std::size_t most_bytes = 0;

  /// True if no condition is set, whatever the limit and the order.
  bool is_open() const {
    return lang.empty() && outlet.empty() && group.empty() && agency.empty() && words.empty() &&
           min_outlets <= 1 && !changed_since;
  }
};

}  // namespace wirefold
