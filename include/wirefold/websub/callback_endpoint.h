// The endpoint for the callbacks of WebSub hubs.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "wirefold/base/guarded.h"
#include "wirefold/model/subscription.h"
#include "wirefold/serve/http/http_server.h"
#include "wirefold/websub/message.h"

namespace wirefold::websub {

/// Path of the callbacks; a subscription's token follows.
constexpr char kCallbackPath[] = "/websub/";

/// Checks requests from hubs on the server's thread, and passes the genuine ones to the fold
/// thread. Safe from any thread.
///
/// A verification is confirmed only for a subscription that was requested, and for its own topic
/// (WebSub section 5.3). A document counts only if it is signed with our secret (section 7). Others
/// learn nothing from the answers: an unknown token gets 404, and a document with a wrong signature
/// is accepted with 202 and dropped.
class CallbackEndpoint : public serve::Handler {
 public:
  CallbackEndpoint(MessageSink sink, WallClock clock)
      : sink_(std::move(sink)), clock_(std::move(clock)) {}

  /// Accepts a verification of `subscription` from its next_try on, and signed documents until
  /// forget(). Replaces an earlier subscription of the same feed.
  void expect(const Subscription& subscription);
  void forget(FeedId feed);

  bool expects(std::string_view path) override;
  serve::Reply take(serve::Request&& request) override;

 private:
  struct Expected {
    std::map<std::string, Subscription, std::less<>> by_token;
    std::map<FeedId, std::string> token_of;

    void forget(FeedId feed);
  };

  serve::Reply verify(const Subscription& subscription, const serve::Request& request);
  serve::Reply document(const Subscription& subscription, serve::Request&& request);
  serve::Reply forward(Message message, std::string answer);

  const MessageSink sink_;
  const WallClock clock_;
  Guarded<Expected> expected_;
};

}  // namespace wirefold::websub
