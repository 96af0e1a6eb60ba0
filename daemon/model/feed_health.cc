#include "wirefold/model/feed_health.h"

namespace wirefold {

std::string_view to_string(FeedCondition condition) {
  switch (condition) {
    case FeedCondition::kWell:
      return "well";
    case FeedCondition::kNew:
      return "new";
    case FeedCondition::kFailing:
      return "failing";
    case FeedCondition::kGone:
      return "gone";
  }
  return "unknown";
}

std::size_t FeedHealth::total() const {
  std::size_t out = 0;
  for (const auto& [condition, count] : feeds) out += count;
  return out;
}

std::size_t FeedHealth::count(FeedCondition condition) const {
  const auto it = feeds.find(condition);
  return it == feeds.end() ? 0 : it->second;
}

}  // namespace wirefold
