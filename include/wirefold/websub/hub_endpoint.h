// The endpoint of our hub, for subscribers to our own feeds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/guarded.h"
#include "wirefold/config/config.h"
#include "wirefold/serve/http/http_server.h"
#include "wirefold/serve/target.h"
#include "wirefold/websub/hub_quota.h"
#include "wirefold/websub/message.h"

namespace wirefold::websub {

/// Path of our WebSub hub.
constexpr char kHubPath[] = "/websub";

/// The feed of ours that "/feed.atom?lang=id" names; nullopt if there is none, or for an archive
/// page. A `limit` is not part of a topic: every subscriber gets serve.stories entries.
std::optional<serve::Target> topic_target(std::string_view path_and_query);

/// Checks subscription requests (WebSub section 5.1) on the server's thread, and passes requests
/// for our feeds to the fold thread. The hub verifies them later. Safe from any thread.
class HubEndpoint : public serve::Handler {
 public:
  explicit HubEndpoint(MessageSink sink) : sink_(std::move(sink)) {}

  /// Sets the limits of requests. Must be called before the first request; `quota` must outlive
  /// this object.
  void set_quota(HubQuota& quota) { quota_ = &quota; }

  /// From now on the feeds below `base_url` can be subscribed to; empty: none.
  void open(std::string base_url) { base_url_.set(std::move(base_url)); }

  bool expects(std::string_view) override { return true; }
  serve::Reply take(serve::Request&& request) override;

 private:
  const MessageSink sink_;
  HubQuota* quota_ = nullptr;
  Guarded<std::string> base_url_;
};

}  // namespace wirefold::websub
