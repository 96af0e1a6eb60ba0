// How fast the list of a feed is replaced.
#pragma once

#include <chrono>
#include <optional>

#include "wirefold/schedule/schedule.h"

namespace wirefold::schedule {

/// The time in which new entries replace half of the feed's list: the shortest of three estimates,
/// from the feed's rate, from the age of the newer half of the list, and from the share of new
/// entries in the last poll. 0 if the whole list was new, since the real time is then unknown.
/// nullopt if too little is known of the feed.
std::optional<std::chrono::seconds> half_turnover(const Poll& poll);

}  // namespace wirefold::schedule
