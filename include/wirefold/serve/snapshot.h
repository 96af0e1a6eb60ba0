// All that the server can answer, rendered and compressed once a change.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"
#include "wirefold/model/story.h"
#include "wirefold/serve/feed_health.h"
#include "wirefold/serve/site.h"

namespace wirefold::serve {

/// One representation of one path.
struct Body {
  std::string bytes;
  std::string etag;  ///< Strong, quoted; each encoding has its own (RFC 9110 section 8.8.3.3).
};

struct Resource {
  std::string content_type;
  std::string cache_control;
  std::string link;  ///< Link header; may be empty.
  Timestamp modified{};
  Body identity;
  Body gzip;  ///< Empty bytes: not worth compressing.
};

/// Immutable once built, so safe from any thread.
class Snapshot {
 public:
  /// The feeds, and the page of stories.
  Snapshot(const Site& site, const std::vector<Story>& stories);

  /// The page of feeds, and the metrics. `now` is when they were so.
  Snapshot(const Site& site, const FeedHealth& health, Timestamp now);

  /// The resource at `path` (without query), or null.
  const Resource* find(std::string_view path) const;

 private:
  void add(std::string path, Resource resource, std::string body);

  std::map<std::string, Resource, std::less<>> resources_;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

}  // namespace wirefold::serve
