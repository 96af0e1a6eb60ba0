#include "wirefold/websub/callback_endpoint.h"

#include "wirefold/base/log.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/signature.h"

namespace wirefold::websub {

void CallbackEndpoint::expect(const Subscription& subscription) {
  const auto expected = expected_.lock();
  expected->forget(subscription.feed);
  expected->by_token[subscription.token] = subscription;
  expected->token_of[subscription.feed] = subscription.token;
}

void CallbackEndpoint::forget(FeedId feed) { expected_.lock()->forget(feed); }

void CallbackEndpoint::Expected::forget(FeedId feed) {
  if (const auto known = token_of.extract(feed)) by_token.erase(known.mapped());
}

bool CallbackEndpoint::expects(std::string_view path) {
  return expected_.lock()->by_token.contains(path.substr(sizeof kCallbackPath - 1));
}

serve::Reply CallbackEndpoint::take(serve::Request&& request) {
  Subscription subscription;
  {
    const auto expected = expected_.lock();
    const auto known = expected->by_token.find(request.path.substr(sizeof kCallbackPath - 1));
    if (known == expected->by_token.end()) return {404, "no such subscription\n"};
    subscription = known->second;
  }
  return request.method == "GET" ? verify(subscription, request)
                                 : document(subscription, std::move(request));
}

serve::Reply CallbackEndpoint::verify(const Subscription& subscription,
                                      const serve::Request& request) {
  const HubRequest asked = read_hub_request(request.arguments);
  if (asked.topic != subscription.topic) return {404, "no such topic\n"};
  if (asked.mode == "denied") {
    return forward(HubVerification{subscription.feed, false, {}, asked.reason}, "noted\n");
  }
  const bool wanted = subscription.next_try <= clock_() && !asked.challenge.empty();
  if (asked.mode != "subscribe" || !wanted || !asked.lease)
    return {404, "this subscription was not requested\n"};
  return forward(HubVerification{subscription.feed, true, *asked.lease, {}}, asked.challenge);
}

serve::Reply CallbackEndpoint::document(const Subscription& subscription,
                                        serve::Request&& request) {
  if (!is_signed(request.signature, subscription.secret, request.body)) {
    LogEvent("push", LogArea::kWebsub, LogLevel::kDebug)
        .field("topic", subscription.topic)
        .field("taken", "no")
        .text("error", "the signature does not match the subscription's secret")
        .emit();
    return {202, ""};
  }
  return forward(Push{subscription.feed, std::move(request.body), std::move(request.content_type)},
                 "");
}

/// 503 if the fold thread has no room: the hub then tries again later.
serve::Reply CallbackEndpoint::forward(Message message, std::string answer) {
  if (!sink_(std::move(message))) return {503, "busy\n"};
  return {200, std::move(answer)};
}

}  // namespace wirefold::websub
