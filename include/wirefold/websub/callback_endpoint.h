// Where WebSub hubs call us back.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/base/bounded_queue.h"
#include "wirefold/model/subscription.h"
#include "wirefold/serve/http/http_server.h"
#include "../../../daemon/app/work.h"

namespace wirefold::app {

/// Path of the callbacks; a subscription's token follows.
constexpr char kCallbackPath[] = "/websub/";

/// Checks what claims to come from a hub, on the server's thread, and hands on what does. Safe from
/// any thread.
///
/// A verification is answered only for a subscription that was asked for and its own topic
/// (WebSub section 5.3); a document counts only if our secret signs it (section 7). Others learn
/// nothing from the answers: an unknown token is 404, a wrong signature is taken and dropped.
class PushReceiver : public serve::Receiver {
 public:
  PushReceiver(BoundedQueue<Work>& queue, Poller::Clock clock)
      : queue_(queue), clock_(std::move(clock)) {}

  /// Expects a verification of `subscription` from its next_try on, and documents while its lease
  /// lasts. In the place of what was known of that feed.
  void expect(const Subscription& subscription);
  void forget(FeedId feed);

  bool expects(std::string_view path) override;
  serve::Receipt take(serve::Arrival&& arrival) override;

 private:
  serve::Receipt verify(const Subscription& subscription, const serve::Arrival& arrival);
  serve::Receipt document(const Subscription& subscription, serve::Arrival&& arrival);
  serve::Receipt hand_on(Work work, std::string answer);

  BoundedQueue<Work>& queue_;
  const Poller::Clock clock_;
  std::mutex mutex_;  // guards all below
  std::map<std::string, Subscription, std::less<>> by_token_;
  std::map<FeedId, std::string> token_of_;
};

}  // namespace wirefold::app
