#include "wirefold/websub/callback_endpoint.h"

#include "wirefold/base/log.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/signature.h"

namespace wirefold::app {

void PushReceiver::expect(const Subscription& subscription) {
  forget(subscription.feed);
  const std::lock_guard lock(mutex_);
  by_token_[subscription.token] = subscription;
  token_of_[subscription.feed] = subscription.token;
}

void PushReceiver::forget(FeedId feed) {
  const std::lock_guard lock(mutex_);
  if (const auto known = token_of_.extract(feed)) by_token_.erase(known.mapped());
}

bool PushReceiver::expects(std::string_view path) {
  const std::lock_guard lock(mutex_);
  return by_token_.contains(path.substr(sizeof kCallbackPath - 1));
}

serve::Receipt PushReceiver::take(serve::Arrival&& arrival) {
  Subscription subscription;
  {
    const std::lock_guard lock(mutex_);
    const auto known = by_token_.find(arrival.path.substr(sizeof kCallbackPath - 1));
    if (known == by_token_.end()) return {404, "no such subscription\n"};
    subscription = known->second;
  }
  return arrival.method == "GET" ? verify(subscription, arrival)
                                 : document(subscription, std::move(arrival));
}

serve::Receipt PushReceiver::verify(const Subscription& subscription,
                                    const serve::Arrival& arrival) {
  const websub::HubRequest asked = websub::read_hub_request(arrival.arguments);
  if (asked.topic != subscription.topic) return {404, "no such topic\n"};
  if (asked.mode == "denied") {
    return hand_on(HubWord{subscription.feed, false, {}, asked.reason}, "noted\n");
  }
  const bool wanted = subscription.next_try <= clock_() && !asked.challenge.empty();
  if (asked.mode != "subscribe" || !wanted || !asked.lease) return {404, "not asked for\n"};
  return hand_on(HubWord{subscription.feed, true, *asked.lease, {}}, asked.challenge);
}

serve::Receipt PushReceiver::document(const Subscription& subscription, serve::Arrival&& arrival) {
  if (!websub::is_signed(arrival.signature, subscription.secret, arrival.body)) {
    LogEvent("push", LogArea::kWebsub, LogLevel::kDebug)
        .field("topic", subscription.topic)
        .field("taken", "no")
        .text("error", "not signed with our secret")
        .emit();
    return {202, ""};
  }
  return hand_on(Push{subscription.feed, std::move(arrival.body), std::move(arrival.content_type)},
                 "");
}

/// The hub tries again later if there is no room now.
serve::Receipt PushReceiver::hand_on(Work work, std::string answer) {
  if (!queue_.try_push(std::move(work))) return {503, "busy\n"};
  return {200, std::move(answer)};
}

}  // namespace wirefold::app
