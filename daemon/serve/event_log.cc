#include "wirefold/serve/event_log.h"

#include <algorithm>

#include "wirefold/base/json_writer.h"

namespace wirefold::serve {
namespace {

/// `data` is one line, because JSON escapes line breaks.
std::string frame_of(const StoryEvent& event) {
  return "id: " + std::to_string(event.id) + "\nevent: " + event.kind + "\ndata: " + event.data +
         "\n\n";
}

/// Reports that the events from `after` + 1 to `last` are missing.
std::string gap_frame(std::int64_t after, std::int64_t last) {
  JsonWriter json;
  json.begin_object().member("event", "gap").member("from", after + 1).member("to", last);
  json.end_object();
  return "event: gap\ndata: " + json.take() + "\n\n";
}

}  // namespace

void EventLog::add(const std::vector<StoryEvent>& events) {
  const MutexLock lock(mutex_);
  for (const StoryEvent& event : events) {
    if (frames_.empty()) dropped_ = event.id - 1;  // earlier events are not in memory
    frames_.emplace_back(event.id, frame_of(event));
    bytes_ += frames_.back().second.size();
  }
  while (frames_.size() > kKept || bytes_ > kKeptBytes) {
    dropped_ = frames_.front().first;
    bytes_ -= frames_.front().second.size();
    frames_.pop_front();
  }
}

std::int64_t EventLog::last() const {
  const MutexLock lock(mutex_);
  return frames_.empty() ? 0 : frames_.back().first;
}

std::string EventLog::read(std::int64_t& after, std::size_t max_bytes) const {
  const MutexLock lock(mutex_);
  auto it =
      std::upper_bound(frames_.begin(), frames_.end(), after,
                       [](std::int64_t number, const auto& frame) { return number < frame.first; });
  std::string out;
  if (after >= 0 && after < dropped_) {
    out = gap_frame(after, dropped_);
    after = dropped_;
  }
  for (; it != frames_.end() && out.size() < max_bytes; ++it) {
    out += it->second;
    after = it->first;
  }
  return out;
}

}  // namespace wirefold::serve
