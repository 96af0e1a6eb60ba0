#include "wirefold/websub/requests.h"

#include <utility>

namespace wirefold::websub {
namespace {

// Of an answer: a challenge, or an explanation in words.
constexpr std::size_t kMaxBodyBytes = std::size_t{64} << 10;

// A subscriber has less time than a feed: strangers choose which hosts are asked.
constexpr std::chrono::seconds kTimeoutOfOurHub(5);

fetch::Request request_to(std::string url, Purpose purpose) {
  fetch::Request out;
  out.url = std::move(url);
  out.tag.kind = static_cast<std::uint8_t>(purpose);
  out.limits.max_body = kMaxBodyBytes;
  out.limits.cuts_body = true;
  out.policy.success = fetch::Success::kAny2xx;
  out.policy.sends_credentials = false;
  return out;
}

fetch::Request request_of_our_hub(std::string url, Purpose purpose, std::uint64_t number) {
  fetch::Request out = request_to(std::move(url), purpose);
  out.tag.number = number;
  out.limits.timeout = kTimeoutOfOurHub;
  out.policy.pool = fetch::Pool::kSecondary;
  out.policy.follows_redirects = false;
  return out;
}

void set_form(fetch::Request& request, std::string form) {
  request.method = fetch::Method::kPost;
  request.headers = {"Content-Type: application/x-www-form-urlencoded"};
  request.body = std::make_shared<const std::string>(std::move(form));
}

}  // namespace

fetch::Request subscription_request(FeedId feed, std::string hub, std::string form,
                                    std::shared_ptr<const FeedAccess> access) {
  fetch::Request out = request_to(std::move(hub), Purpose::kSubscription);
  out.tag.owner = to_int(feed);
  out.access = std::move(access);
  set_form(out, std::move(form));
  return out;
}

fetch::Request verification_request(std::uint64_t number, std::string url) {
  fetch::Request out = request_of_our_hub(std::move(url), Purpose::kVerification, number);
  out.policy.from_stranger = true;
  return out;
}

fetch::Request delivery_request(std::uint64_t number, std::string callback) {
  fetch::Request out = request_of_our_hub(std::move(callback), Purpose::kDelivery, number);
  out.method = fetch::Method::kPost;
  out.policy.from_stranger = true;
  return out;
}

fetch::Request ping_request(std::uint64_t number, std::string hub, std::string form) {
  fetch::Request out = request_of_our_hub(std::move(hub), Purpose::kPing, number);
  set_form(out, std::move(form));
  return out;
}

}  // namespace wirefold::websub
