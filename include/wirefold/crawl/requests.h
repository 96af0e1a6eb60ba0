// Makes the requests of polls and pages.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "wirefold/fetch/request.h"
#include "wirefold/model/feed.h"
#include "wirefold/model/picture.h"
#include "wirefold/websub/requests.h"

namespace wirefold::crawl {

/// What a request is for: its fetch::Tag::kind. Tag::owner is the feed, or the feed that names the
/// page. websub/requests.h has the kinds of other requests.
enum class Purpose : std::uint8_t {
  kPoll,           ///< A feed's document.
  kPage,           ///< The first page of an article.
  kFurtherPage,    ///< A further page of an article. Its redirects are not followed.
  kRobots,         ///< The robots.txt of a page's host.
  kPicture,        ///< The picture of an article, or the icon of a feed.
  kPictureRobots,  ///< The robots.txt of a picture's host.
};

static_assert(static_cast<std::uint8_t>(Purpose::kPictureRobots) <
              static_cast<std::uint8_t>(websub::Purpose::kSubscription));

constexpr bool has_purpose(const fetch::Request& request, Purpose purpose) {
  return request.tag.kind == static_cast<std::uint8_t>(purpose);
}

/// True for the first or a further page of an article.
constexpr bool is_page(const fetch::Request& request) {
  return has_purpose(request, Purpose::kPage) || has_purpose(request, Purpose::kFurtherPage);
}

constexpr bool is_picture(const fetch::Request& request) {
  return has_purpose(request, Purpose::kPicture);
}

/// The feed of a request of this area, or of a subscription request.
constexpr FeedId feed_of(const fetch::Request& request) { return FeedId{request.tag.owner}; }

/// From then on a page or a picture is not needed.
constexpr Timestamp deadline_of(const fetch::Request& page) { return page.tag.time; }

/// A GET of a feed's document, conditional if `validators` belong to `url`.
fetch::Request poll_request(FeedId feed, std::string url, Validators validators,
                            std::shared_ptr<const FeedAccess> access);

/// The page of an entry that waits for it.
struct WantedPage {
  FeedId feed{};             ///< The feed of the entry.
  std::uint64_t number = 0;  ///< Of the waiting entry: Tag::number.
  std::string url;           ///< A web URL.
  Timestamp deadline{};      ///< From then on the page is not needed: Tag::time.
  std::shared_ptr<const FeedAccess> access;
};

/// A GET of the first page of an article, of at most 4 MiB.
fetch::Request page_request(WantedPage page);

/// The same for a further page of the article; `first` is the URL of its first page.
fetch::Request as_further_page(fetch::Request page, std::string first);

/// The URL of the article's first page if `page` is a further one, else empty.
inline const std::string& first_page_of(const fetch::Request& page) { return page.tag.text; }

/// The picture that an article names, or the icon that a feed names.
struct WantedPicture {
  FeedId feed{};         ///< The feed that names it.
  PictureId picture;     ///< Tag::number: the article, or 0 for an icon.
  std::string url;       ///< A web URL: Tag::text.
  Timestamp deadline{};  ///< From then on the picture is not needed: Tag::time.
  std::shared_ptr<const FeedAccess> access;
};

/// A GET of a picture, of at most `most_bytes`, which may take ten seconds.
fetch::Request picture_request(WantedPicture picture, std::size_t most_bytes);

/// WantedPicture::picture of such a request.
PictureId picture_of(const fetch::Request& picture);

/// A GET of the robots.txt at `origin` ("https://h.example"), for `page`, a page or a picture. Its
/// first 512 KiB count.
fetch::Request robots_request(const std::string& origin, const fetch::Request& page);

}  // namespace wirefold::crawl
