// Where subscribers of our own feeds come to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/websub/hub_quota.h"
#include "wirefold/base/bounded_queue.h"
#include "wirefold/base/guarded.h"
#include "wirefold/config/config.h"
#include "wirefold/serve/http/http_server.h"
#include "wirefold/serve/target.h"
#include "../../../daemon/app/work.h"

namespace wirefold::app {

/// Path of our WebSub hub.
constexpr char kHubPath[] = "/websub";

/// The feed of ours that "/feed.atom?lang=id" names; nothing for what is none, or an archive. How
/// many entries it asks for is no part of a topic: everybody gets serve.stories.
std::optional<serve::Target> topic_target(std::string_view path_and_query);

/// Checks subscription requests (WebSub section 5.1) on the server's thread, and hands on what is
/// one for a feed of ours. Whether it is meant is asked later. Safe from any thread.
class HubDoor : public serve::Receiver {
 public:
  explicit HubDoor(BoundedQueue<Work>& queue) : queue_(queue) {}

  /// Who may come. Before the first request; `quota` outlives this.
  void set_quota(HubQuota& quota) { quota_ = &quota; }

  /// Feeds below `base_url` can be subscribed to from now on; empty: none.
  void open(std::string base_url) { base_url_.set(std::move(base_url)); }

  bool expects(std::string_view) override { return true; }
  serve::Receipt take(serve::Arrival&& arrival) override;

 private:
  BoundedQueue<Work>& queue_;
  HubQuota* quota_ = nullptr;
  Guarded<std::string> base_url_;
};

}  // namespace wirefold::app
