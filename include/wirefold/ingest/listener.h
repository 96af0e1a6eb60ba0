// Is notified of the configuration and of committed changes.
#pragma once

#include <vector>

#include "wirefold/config/config.h"
#include "wirefold/model/feed_health.h"
#include "wirefold/model/story_event.h"
#include "wirefold/serve/site.h"

namespace wirefold::ingest {

/// Called on the fold thread, and by the constructor of Ingest.
class Listener {
 public:
  virtual ~Listener() = default;
  /// `config`, with its sources, holds from now on.
  virtual void configured(const config::Config& config, const serve::Site& site) = 0;
  /// The served documents must be rendered anew.
  virtual void stories_changed() = 0;
  virtual void feeds_changed(FeedHealth health) = 0;
  /// `events` are in the order in which they happened.
  virtual void happened(const std::vector<StoryEvent>& events) = 0;
};

}  // namespace wirefold::ingest
