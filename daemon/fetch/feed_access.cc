#include "wirefold/fetch/feed_access.h"

#include "wirefold/fetch/redirect.h"

namespace wirefold::fetch {

std::shared_ptr<const FeedAccess> access_to(const FeedSource& feed, const std::string& url) {
  const auto& access = feed.access;
  if (!access || origin_of(url) == origin_of(feed.url)) return access;
  if (access->proxy.empty() && access->agent_suffix.empty()) return nullptr;
  auto out = std::make_shared<FeedAccess>();
  out->proxy = access->proxy;
  out->agent_suffix = access->agent_suffix;
  return out;
}

}  // namespace wirefold::fetch
