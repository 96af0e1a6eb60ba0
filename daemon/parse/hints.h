// The elements by which a feed says how often to ask for it.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "wirefold/model/poll_hints.h"

namespace wirefold::parse {

/// `ttl` of RSS 2.0; nothing for what is no number or absurdly large.
std::optional<int> minutes_of(std::string_view text);

/// One `hour` of skipHours: 0 to 23, and 24 for midnight as RSS 0.91 had it. Others are ignored.
void note_skipped_hour(PollHints& hints, std::string_view text);

/// One `day` of skipDays: its English name.
void note_skipped_day(PollHints& hints, std::string_view text);

/// sy:updatePeriod and sy:updateFrequency. A frequency that is missing or none is 1; a period that
/// is none says nothing.
std::optional<std::chrono::seconds> update_period_of(std::string_view period,
                                                     std::string_view frequency);

}  // namespace wirefold::parse
