// How fast the list of a feed is replaced.
#pragma once

#include <chrono>
#include <optional>

#include "wirefold/schedule/schedule.h"

namespace wirefold::schedule {

/// The time in which half of what the feed lists is replaced by new entries: the shortest of what
/// its rate says, the age of the newer half of the list, and how much of it the last poll found to
/// be new. 0 if all of it was new: nobody knows how fast it goes then. Nothing for a feed of which
/// too little is known.
std::optional<std::chrono::seconds> half_turnover(const Poll& poll);

}  // namespace wirefold::schedule
