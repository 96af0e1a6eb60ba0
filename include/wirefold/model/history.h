// Ended stories, and statistics of the past.
#pragma once

#include <cstdint>
#include <string>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"

namespace wirefold {

/// A story that is no longer served, because its articles are in other stories now.
struct EndedStory {
  std::string uid;
  Timestamp when{};
};

/// Articles that one feed brought on one UTC day.
struct FeedDay {
  FeedId feed{};
  Timestamp day{};
  std::int64_t articles = 0;
};

/// Counts of one hour.
struct HourTally {
  Timestamp hour{};
  std::int64_t polls = 0;
  std::int64_t failures = 0;
  std::int64_t articles = 0;
  std::int64_t stories = 0;
};

}  // namespace wirefold
