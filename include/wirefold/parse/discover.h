// From a site's page to its feeds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::parse {

struct FeedLink {
  std::string url;
  std::string title;   ///< As the page names the feed; may be empty.
  bool named = false;  ///< The page says that it is a feed; else it may be any document.

  bool operator==(const FeedLink&) const = default;
};

/// What a page says of where to go on.
struct PageFeeds {
  /// Likeliest first, each URL once: what the page names with <link rel="alternate"> and the media
  /// type of a feed (rssboard.org/rss-autodiscovery) or with rel="feed", its main feed first; what
  /// it names with the type of any XML or JSON; links in its text that look like feeds; feeds of
  /// comments last.
  std::vector<FeedLink> feeds;
  std::string refresh;  ///< The page sends its readers there at once; empty if it does not.
};

/// `content_type` as in decode_text(); `page_url` is absolute.
PageFeeds page_feeds(std::string_view page, std::string_view content_type,
                     std::string_view page_url);

/// True for the media types that only feeds have, in lower case and without parameters.
bool is_feed_type(std::string_view media_type);

/// "https://h.example/f" of "feed://h.example/f" and of "feed:https://h.example/f", as browsers
/// once had it; any other URL as it is.
std::string without_feed_scheme(const std::string& url);

/// Where sites have feeds that their pages do not name, likeliest first: beside the page, then at
/// the root of its host. To be tried when page_feeds() gives nothing.
std::vector<std::string> usual_feed_urls(std::string_view page_url);

}  // namespace wirefold::parse
