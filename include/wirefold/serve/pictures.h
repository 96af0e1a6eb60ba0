// The interface through which the HTTP server gets pictures.
#pragma once

#include <functional>
#include <optional>

#include "wirefold/base/ip_address.h"
#include "wirefold/model/picture.h"
#include "wirefold/model/story.h"
#include "wirefold/serve/resource.h"

namespace wirefold::serve {

class Pictures {
 public:
  /// Gets the picture, or null if there is none, or none yet. Any thread.
  using Done = std::function<void(const ResourcePtr&)>;

  virtual ~Pictures() = default;

  /// Requests a picture for `client`. It may have to be fetched, for which a few requests wait a
  /// few seconds. Returns false, and never calls `done`, if too many requests wait. Safe from any
  /// thread; does not block.
  virtual bool ask(PictureId picture, const std::optional<IpAddress>& client, Done done) = 0;
};

/// The article whose picture stands for `story`: the lead, else the first copy that names one; null
/// if none does.
const Article* pictured(const Story& story);

}  // namespace wirefold::serve
