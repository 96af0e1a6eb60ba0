// From a site's page to its feeds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::parse {

struct FeedLink {
  std::string url;
  std::string title;  ///< As the page names the feed; may be empty.

  bool operator==(const FeedLink&) const = default;
};

/// The feeds that a page names with <link rel="alternate"> and the media type of a feed
/// (rssboard.org/rss-autodiscovery), or with rel="feed"; the page's main feed first, feeds of
/// comments last, each URL once. `content_type` as in decode_text(); `page_url` is absolute.
std::vector<FeedLink> feed_links(std::string_view page, std::string_view content_type,
                                 std::string_view page_url);

/// Where sites have feeds that their pages do not name, likeliest first: beside the page, then at
/// the root of its host. To be tried when feed_links() gives nothing.
std::vector<std::string> usual_feed_urls(std::string_view page_url);

}  // namespace wirefold::parse
