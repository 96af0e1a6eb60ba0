// Which stories are asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "wirefold/base/time.h"

namespace wirefold {

enum class StoryOrder : std::uint8_t {
  kNewest,   ///< Those that came last.
  kOutlets,  ///< Those of the last two days, counted from the newest, by number of outlets.
};

/// All that is set must hold. Empty texts ask for nothing.
struct StoryQuery {
  std::string lang;    ///< Of the lead: BCP 47 primary tag.
  std::string outlet;  ///< Of any of its articles, byte for byte.
  std::string group;   ///< Of any of its articles: this folder of the feed list, or one inside it.
  std::string agency;  ///< Of any of its articles.
  /// One of its articles has words that begin with each of these. What people type must be made
  /// into words (text::search_words) before the store is asked.
  std::string words;
  int min_outlets = 1;  ///< Different ones.
  StoryOrder order = StoryOrder::kNewest;
  std::optional<std::int64_t> before;      ///< Stories with smaller numbers than this.
  std::optional<Timestamp> changed_since;  ///< Then or later.
  std::size_t limit = 0;                   ///< At most so many.
  /// No further one once those that were found have so many bytes_of(); 0: however many.
  std::size_t most_bytes = 0;

  /// Asks for all stories alike, whatever their number and order.
  bool is_open() const {
    return lang.empty() && outlet.empty() && group.empty() && agency.empty() && words.empty() &&
           min_outlets <= 1 && !changed_since;
  }
};

}  // namespace wirefold
