#include "wirefold/schedule/reachability.h"

#include <algorithm>
#include <utility>

namespace wirefold::schedule {
namespace {

constexpr std::size_t kHosts = 3;
constexpr std::chrono::seconds kFirstPause(30);
constexpr std::chrono::seconds kLongestPause = std::chrono::minutes(10);

}  // namespace

bool Reachability::answered() {
  silent_.clear();
  pause_ = std::chrono::seconds(0);
  return std::exchange(cut_off_, false);
}

bool Reachability::unreachable(const std::string& host, Timestamp now) {
  if (silent_.size() < kHosts) silent_.insert(host);
  if (silent_.size() < kHosts) return false;
  pause_ = std::clamp(2 * pause_, kFirstPause, kLongestPause);
  next_probe_ = now + pause_;
  return !std::exchange(cut_off_, true);
}

}  // namespace wirefold::schedule
