// Reads a feed's hints on how often to poll it.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "wirefold/model/poll_hints.h"

namespace wirefold::parse {

/// `ttl` of RSS 2.0; nullopt if it is no number or more than 1,000,000.
std::optional<int> minutes_of(std::string_view text);

/// One `hour` of skipHours: 0 to 23, and 24 for midnight as in RSS 0.91. Other values are ignored.
void note_skipped_hour(PollHints& hints, std::string_view text);

/// One `day` of skipDays, in English. Other words are ignored.
void note_skipped_day(PollHints& hints, std::string_view text);

/// sy:updatePeriod and sy:updateFrequency. A missing or invalid frequency counts as 1. Returns
/// nullopt if the period is unknown.
std::optional<std::chrono::seconds> update_period_of(std::string_view period,
                                                     std::string_view frequency);

}  // namespace wirefold::parse
