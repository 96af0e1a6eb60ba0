// Ended stories, and statistics of the past.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
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
  std::int64_t copies = 0;  ///< Of these, articles that do not lead their stories.
};

/// Who published an article, and whose text it has.
struct ArticleOrigin {
  std::string outlet;       ///< Its Article::outlet.
  std::string publisher;    ///< Its Publisher::id(); `outlet` while that is not known.
  std::string agency;       ///< The agency that it credits, else that its lead credits.
  std::string lead_outlet;  ///< Of the lead of its story, which may be itself.
  std::string lead_publisher;
  bool leads = false;
  /// Time after the lead, negative if it was before; nullopt if one of them has no time.
  std::optional<std::chrono::seconds> delay;
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
