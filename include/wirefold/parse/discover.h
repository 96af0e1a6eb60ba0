// Finds the feeds of a site from one of its pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::parse {

struct FeedLink {
  std::string url;
  std::string title;   ///< The page's name for the feed; may be empty.
  bool named = false;  ///< The page declares the URL as a feed; else it may be any document.

  bool operator==(const FeedLink&) const = default;
};

/// The feeds that a page links to, and its redirect.
struct PageFeeds {
  /// Likeliest first, each URL once: URLs that the page gives with <link rel="alternate"> and the
  /// media type of a feed (rssboard.org/rss-autodiscovery) or with rel="feed", its main feed first;
  /// URLs that it gives with a general XML or JSON type; links in its text that look like feeds;
  /// feeds of comments last.
  std::vector<FeedLink> feeds;
  std::string refresh;  ///< The URL the page redirects to at once; empty if it does not redirect.
};

/// `content_type` as in decode_text(); `page_url` is absolute.
PageFeeds page_feeds(std::string_view page, std::string_view content_type,
                     std::string_view page_url);

/// True for the media types that only feeds have, in lower case and without parameters.
bool is_feed_type(std::string_view media_type);

/// Returns "https://h.example/f" for "feed://h.example/f" and for "feed:https://h.example/f",
/// schemes that browsers once used; any other URL unchanged.
std::string without_feed_scheme(const std::string& url);

/// The usual URLs of feeds that pages do not link to, likeliest first: beside the page, then at the
/// root of its host. Try them if page_feeds() finds none.
std::vector<std::string> usual_feed_urls(std::string_view page_url);

}  // namespace wirefold::parse
