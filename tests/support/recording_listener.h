// An Ingest::Listener for tests.
#pragma once

#include <string>
#include <vector>

#include "wirefold/ingest/listener.h"

namespace wirefold::test {

/// Records each notification.
class RecordingListener : public ingest::Listener {
 public:
  void configured(const config::Config&, const serve::Site& s) override { site = s; }
  void stories_changed() override { ++changes; }
  void feeds_changed(FeedHealth h) override { health = std::move(h); }
  void happened(const std::vector<StoryEvent>& more) override {
    events.insert(events.end(), more.begin(), more.end());
  }

  serve::Site site;
  FeedHealth health;
  std::vector<StoryEvent> events;
  int changes = 0;
};

}  // namespace wirefold::test
