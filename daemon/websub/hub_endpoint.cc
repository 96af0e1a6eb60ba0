#include "wirefold/websub/hub_endpoint.h"

#include <algorithm>

#include "wirefold/websub/plain_origin.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/html/url.h"
#include "wirefold/websub/messages.h"

namespace wirefold::app {
namespace {

constexpr std::size_t kMostUrlBytes = 2000;
constexpr std::size_t kMostSecretBytes = 199;  // section 5.1: less than 200

// The fold thread has more to do than it can.
constexpr std::chrono::seconds kWhenBusy(10);

constexpr std::chrono::hours kShortestLease(1);
constexpr std::chrono::days kUsualLease(10);
constexpr std::chrono::days kLongestLease(30);

/// Path and query of the feed at `url` in one spelling; empty if it is none of ours.
std::string topic_of(std::string_view url, std::string_view base_url) {
  if (!url.starts_with(base_url)) return {};
  const auto target = topic_target(url.substr(base_url.size()));
  return target ? target->key() : std::string();
}

/// `url` at its plain_origin(); empty for what is no address to call, or hides where it leads.
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
  websub::Arguments arguments = websub::read_form(query);
  std::erase_if(arguments, [](const auto& argument) { return argument.first == "limit"; });
  auto target = serve::read_target(path_and_query.substr(0, question), arguments);
  if (!target || !target->is_feed() || target->query.before) return std::nullopt;
  return std::move(*target);
}

serve::Receipt HubDoor::take(serve::Arrival&& arrival) {
  const std::string base_url = base_url_.copy();
  if (base_url.empty()) return {404, "there is no hub here\n"};
  if (arrival.method != "POST") return {400, "a WebSub hub: POST a subscription request\n"};
  const websub::HubRequest request = websub::read_hub_request(websub::read_form(arrival.body));
  if (request.mode != "subscribe" && request.mode != "unsubscribe") {
    return {400, "hub.mode: not \"subscribe\" or \"unsubscribe\"\n"};
  }
  const std::string callback =
      request.callback.size() > kMostUrlBytes ? "" : plain_callback(request.callback);
  if (callback.empty()) {
    return {400, "hub.callback: not a plain http: or https: URL of at most 2000 bytes\n"};
  }
  if (request.secret.size() > kMostSecretBytes) return {400, "hub.secret: 200 bytes or more\n"};
  HubWish wish;
  wish.subscribes = request.mode == "subscribe";
  wish.subscriber.topic = topic_of(request.topic, base_url);
  if (wish.subscriber.topic.empty()) return {400, "hub.topic: not a feed of this hub\n"};
  wish.subscriber.callback = callback;
  wish.subscriber.secret = request.secret;
  wish.lease = std::clamp<std::chrono::seconds>(request.lease.value_or(kUsualLease), kShortestLease,
                                                kLongestLease);
  auto [place, wait, reason] = quota_->admit(wish.subscriber, wish.subscribes, arrival.client);
  if (place == nullptr) return {503, reason + "\n", wait};
  wish.place = std::move(place);
  if (!queue_.try_push(std::move(wish))) return {503, "busy\n", kWhenBusy};
  return {202, "it will be verified\n"};
}

}  // namespace wirefold::app
