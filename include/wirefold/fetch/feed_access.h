// Decides which requests carry a feed's secrets.
#pragma once

#include <memory>
#include <string>

#include "wirefold/model/feed.h"

namespace wirefold::fetch {

/// How a URL that a feed names, a page or its hub, is reached: with the feed's credentials if it is
/// of the feed's own origin, else only through its proxy and with its suffix.
std::shared_ptr<const FeedAccess> access_to(const FeedSource& feed, const std::string& url);

}  // namespace wirefold::fetch
