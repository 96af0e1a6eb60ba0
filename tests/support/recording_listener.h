// Somebody whom Ingest can tell things.
#pragma once

#include <string>
#include <vector>

#include "wirefold/ingest/ingest.h"

namespace wirefold::test {

/// Remembers what it is told.
class Listener : public app::Ingest::Audience {
 public:
  void configured(const config::Config&, const serve::Site& s) override { site = s; }
  void stories_changed() override { ++changes; }
  void feeds_changed(serve::FeedHealth h) override { health = std::move(h); }
  void happened(const std::vector<StoryEvent>& more) override {
    events.insert(events.end(), more.begin(), more.end());
  }

  serve::Site site;
  serve::FeedHealth health;
  std::vector<StoryEvent> events;
  int changes = 0;
};

}  // namespace wirefold::test
