#include "wirefold/websub/hub_endpoint.h"

#include <algorithm>

#include "wirefold/base/userinfo.h"
#include "wirefold/html/url.h"
#include "wirefold/websub/messages.h"
#include "wirefold/websub/plain_origin.h"

namespace wirefold::websub {
namespace {

constexpr std::size_t kMostUrlBytes = 2000;
constexpr std::size_t kMostSecretBytes = 199;  // section 5.1: less than 200

// Retry-After while the fold thread has no room for requests.
constexpr std::chrono::seconds kWhenBusy(10);

constexpr std::chrono::hours kShortestLease(1);
constexpr std::chrono::days kUsualLease(10);
constexpr std::chrono::days kLongestLease(30);

/// Path and query of our feed at `url` in canonical form; empty if it is not one of ours.
std::string topic_of(std::string_view url, std::string_view base_url) {
  if (!url.starts_with(base_url)) return {};
  const auto target = topic_target(url.substr(base_url.size()));
  return target ? target->key() : std::string();
}

/// `url` with its plain_origin(); empty if it cannot be requested, or hides its host.
std::string plain_callback(const std::string& url) {
  if (!html::is_web_url(url) || has_userinfo(url) || url.find('\\') != std::string::npos) return {};
  const std::size_t authority = url.find("://") + 3;
  const std::string rest = url.substr(std::min(url.find_first_of("/?#", authority), url.size()));
  const std::string origin = plain_origin(url);
  return origin.empty() ? "" : origin + rest;
}

}  // namespace

std::optional<serve::Target> topic_target(std::string_view path_and_query) {
  const std::size_t question = path_and_query.find('?');
  const std::string_view query =
      question == std::string_view::npos ? "" : path_and_query.substr(question + 1);
  Arguments arguments = read_form(query);
  std::erase_if(arguments, [](const auto& argument) { return argument.first == "limit"; });
  auto target = serve::read_target(path_and_query.substr(0, question), arguments);
  if (!target || !target->is_feed() || target->query.before) return std::nullopt;
  return std::move(*target);
}

serve::Reply HubEndpoint::take(serve::Request&& request) {
  const std::string base_url = base_url_.copy();
  if (base_url.empty()) return {404, "this server has no hub\n"};
  if (request.method != "POST")
    return {400, "this is a WebSub hub: send a subscription request with POST\n"};
  const HubRequest form = read_hub_request(read_form(request.body));
  if (form.mode != "subscribe" && form.mode != "unsubscribe") {
    return {400, "hub.mode: not \"subscribe\" or \"unsubscribe\"\n"};
  }
  const std::string callback =
      form.callback.size() > kMostUrlBytes ? "" : plain_callback(form.callback);
  if (callback.empty()) {
    return {400, "hub.callback: not a plain http: or https: URL of at most 2000 bytes\n"};
  }
  if (form.secret.size() > kMostSecretBytes)
    return {400, "hub.secret: must be shorter than 200 bytes\n"};
  SubscriptionRequest wanted;
  wanted.subscribes = form.mode == "subscribe";
  wanted.subscriber.topic = topic_of(form.topic, base_url);
  if (wanted.subscriber.topic.empty()) return {400, "hub.topic: not a feed of this hub\n"};
  wanted.subscriber.callback = callback;
  wanted.subscriber.secret = form.secret;
  wanted.lease = std::clamp<std::chrono::seconds>(form.lease.value_or(kUsualLease), kShortestLease,
                                                  kLongestLease);
  auto [place, wait, reason] = quota_->admit(wanted.subscriber, wanted.subscribes, request.client);
  if (place == nullptr) return {503, reason + "\n", wait};
  wanted.place = std::move(place);
  if (!sink_(std::move(wanted))) return {503, "busy\n", kWhenBusy};
  return {202, "the request will be verified\n"};
}

}  // namespace wirefold::websub
