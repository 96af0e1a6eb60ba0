// Decides when committed changes are published.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "wirefold/base/thread_check.h"
#include "wirefold/crawl/feed_registry.h"
#include "wirefold/ingest/listener.h"
#include "wirefold/ingest/pending_events.h"

namespace wirefold::ingest {

/// Rendering and counting take time, so under load they are done for many changes at once. Fold
/// thread only.
class Publication {
 public:
  /// All must outlive this object.
  Publication(Listener& listener, const crawl::FeedRegistry& feeds, const PendingEvents& events)
      : listener_(listener), feeds_(feeds), events_(events) {}

  /// Notes that there is something to publish.
  void stories_changed() { has_stories_ = true; }
  void feeds_changed() { has_health_ = true; }

  /// Publishes what has changed since the last time. While `more_waits`, stories are published at
  /// most once a second, and the health of the feeds at most every five seconds; so is always the
  /// health of more than 1,000 feeds.
  void publish(bool more_waits);

  /// Publishes everything at once.
  void publish_all();

  /// When publish() must be called for changes that it has put off; nullopt if there are none.
  std::optional<std::chrono::steady_clock::time_point> due() const;

  /// The state of the feeds and stories, in one line for people.
  const std::string& status() const { return status_; }

 private:
  void publish_stories();
  void publish_health();

  Listener& listener_;
  const crawl::FeedRegistry& feeds_;
  const PendingEvents& events_;
  std::string status_;
  bool has_stories_ = false;
  bool has_health_ = false;
  std::chrono::steady_clock::time_point last_stories_{};
  std::chrono::steady_clock::time_point last_health_{};
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
