#include "wirefold/serve/event_log.h"

#include <algorithm>

namespace wirefold::serve {
namespace {

/// `data` is one line: JSON has its line breaks escaped.
std::string frame_of(const StoryEvent& event) {
  return "id: " + std::to_string(event.id) + "\nevent: " + event.kind + "\ndata: " + event.data +
         "\n\n";
}

}  // namespace

void EventLog::add(const std::vector<StoryEvent>& events) {
  const std::lock_guard lock(mutex_);
  for (const StoryEvent& event : events) frames_.emplace_back(event.id, frame_of(event));
  while (frames_.size() > kKept) frames_.pop_front();
}

std::int64_t EventLog::last() const {
  const std::lock_guard lock(mutex_);
  return frames_.empty() ? 0 : frames_.back().first;
}

std::string EventLog::read(std::int64_t& after, std::size_t max_bytes) const {
  const std::lock_guard lock(mutex_);
  auto it =
      std::upper_bound(frames_.begin(), frames_.end(), after,
                       [](std::int64_t number, const auto& frame) { return number < frame.first; });
  std::string out;
  for (; it != frames_.end() && out.size() < max_bytes; ++it) {
    out += it->second;
    after = it->first;
  }
  return out;
}

}  // namespace wirefold::serve
