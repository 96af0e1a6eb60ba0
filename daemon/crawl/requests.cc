#include "wirefold/crawl/requests.h"

#include <utility>

namespace wirefold::crawl {
namespace {

constexpr char kAcceptFeed[] =
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/rdf+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.8, application/json;q=0.8, "
    "*/*;q=0.1";
constexpr char kAcceptPage[] = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
constexpr char kAcceptPicture[] =
    "image/avif, image/webp, image/jpeg, image/png, image/gif, image/x-icon";
constexpr char kAcceptRobots[] = "text/plain, */*;q=0.1";

constexpr std::size_t kMaxPageBytes = std::size_t{4} << 20;
constexpr std::size_t kMaxRobotsBytes = std::size_t{512} << 10;  // RFC 9309 section 2.5

// A host that hangs must not keep the few transfers of pictures for long.
constexpr std::chrono::seconds kPictureTimeout(10);

fetch::Request request_to(std::string url, Purpose purpose, FeedId feed, const char* accept) {
  fetch::Request out;
  out.url = std::move(url);
  out.tag.kind = static_cast<std::uint8_t>(purpose);
  out.tag.owner = to_int(feed);
  out.accept = accept;
  return out;
}

}  // namespace

fetch::Request poll_request(FeedId feed, std::string url, Validators validators,
                            std::shared_ptr<const FeedAccess> access) {
  fetch::Request out = request_to(std::move(url), Purpose::kPoll, feed, kAcceptFeed);
  out.validators = std::move(validators);
  out.access = std::move(access);
  out.policy.conditional = true;
  out.policy.keeps_incomplete = true;
  out.policy.names_last_url = true;
  return out;
}

fetch::Request page_request(WantedPage page) {
  fetch::Request out = request_to(std::move(page.url), Purpose::kPage, page.feed, kAcceptPage);
  out.tag.number = page.number;
  out.tag.time = page.deadline;
  out.access = std::move(page.access);
  out.limits.max_body = kMaxPageBytes;
  return out;
}

fetch::Request as_further_page(fetch::Request page, std::string first) {
  page.tag.kind = static_cast<std::uint8_t>(Purpose::kFurtherPage);
  page.tag.text = std::move(first);
  page.policy.follows_redirects = false;
  return page;
}

fetch::Request picture_request(WantedPicture picture, std::size_t most_bytes) {
  fetch::Request out = request_to(picture.url, Purpose::kPicture, picture.feed, kAcceptPicture);
  const auto* const article = std::get_if<ArticleId>(&picture.picture);
  out.tag.number = article == nullptr ? 0 : static_cast<std::uint64_t>(to_int(*article));
  out.tag.time = picture.deadline;
  out.tag.text = std::move(picture.url);
  out.access = std::move(picture.access);
  out.limits.max_body = most_bytes;
  out.limits.timeout = kPictureTimeout;
  return out;
}

PictureId picture_of(const fetch::Request& picture) {
  if (picture.tag.number == 0) return feed_of(picture);
  return ArticleId{static_cast<std::int64_t>(picture.tag.number)};
}

fetch::Request robots_request(const std::string& origin, const fetch::Request& page) {
  const Purpose purpose = is_picture(page) ? Purpose::kPictureRobots : Purpose::kRobots;
  fetch::Request out = request_to(origin + "/robots.txt", purpose, feed_of(page), kAcceptRobots);
  out.access = page.access;
  out.limits.max_body = kMaxRobotsBytes;
  out.limits.cuts_body = true;
  out.limits.timeout = page.limits.timeout;
  return out;
}

}  // namespace wirefold::crawl
