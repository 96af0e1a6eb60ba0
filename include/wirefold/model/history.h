// What was, in numbers and ends.
#pragma once

#include <cstdint>
#include <string>

#include "wirefold/base/time.h"
#include "wirefold/model/ids.h"

namespace wirefold {

/// A story that is served no more: its articles are in others now.
struct EndedStory {
  std::string uid;
  Timestamp when{};
};

/// Articles that one feed brought on one day of UTC.
struct FeedDay {
  FeedId feed{};
  Timestamp day{};
  std::int64_t articles = 0;
};

/// What happened within one hour.
struct HourTally {
  Timestamp hour{};
  std::int64_t polls = 0;
  std::int64_t failures = 0;
  std::int64_t articles = 0;
  std::int64_t stories = 0;
};

}  // namespace wirefold
