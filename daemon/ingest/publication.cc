#include "wirefold/ingest/publication.h"

#include <cassert>
#include <utility>

namespace wirefold::ingest {
namespace {

constexpr std::chrono::seconds kPublishEvery(1);

// 100,000 feeds are counted and sorted in about 20 ms; the time for kFewFeeds does not matter.
constexpr std::chrono::seconds kHealthEvery(5);
constexpr std::size_t kFewFeeds = 1000;

/// "17 feeds, 2 failing; 136 stories and 40 copies since the start"
std::string status_of(const FeedHealth& health) {
  const auto count = [&health](const char* kind) {
    const auto it = health.events.find(kind);
    return std::to_string(it == health.events.end() ? 0 : it->second);
  };
  const std::size_t failing = health.count(FeedCondition::kFailing);
  return std::to_string(health.total()) + " feeds" +
         (failing > 0 ? ", " + std::to_string(failing) + " failing" : "") + "; " + count("story") +
         " stories and " + count("copy") + " copies since the start";
}

}  // namespace

void Publication::publish(bool more_waits) {
  assert(check_.is_here());
  const auto now = std::chrono::steady_clock::now();
  if (has_stories_ && (!more_waits || now - last_stories_ >= kPublishEvery)) publish_stories();
  const bool few = feeds_.all().size() <= kFewFeeds && !more_waits;
  if (has_health_ && (few || now - last_health_ >= kHealthEvery)) publish_health();
}

void Publication::publish_all() {
  assert(check_.is_here());
  publish_stories();
  publish_health();
}

std::optional<std::chrono::steady_clock::time_point> Publication::due() const {
  assert(check_.is_here());
  if (has_stories_) return last_stories_ + kPublishEvery;
  if (has_health_) return last_health_ + kHealthEvery;
  return std::nullopt;
}

void Publication::publish_stories() {
  listener_.stories_changed();
  has_stories_ = false;
  last_stories_ = std::chrono::steady_clock::now();
}

void Publication::publish_health() {
  FeedHealth health = feeds_.health();
  health.events = events_.counts();
  status_ = status_of(health);
  listener_.feeds_changed(std::move(health));
  last_health_ = std::chrono::steady_clock::now();
  has_health_ = false;
}

}  // namespace wirefold::ingest
