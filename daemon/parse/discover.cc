#include "wirefold/parse/discover.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "wirefold/base/strings.h"
#include "wirefold/html/page_links.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/charset.h"

namespace wirefold::parse {
namespace {

constexpr std::array<std::string_view, 5> kFeedTypes = {
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
    "application/x-rss+xml"};

// WordPress links its API with the first; some sites link their feeds with the others.
constexpr std::array<std::string_view, 3> kAnyTypes = {"application/json", "application/xml",
                                                       "text/xml"};

// WordPress, Substack, static site generators, Drupal. Each costs a request to the site.
constexpr std::array<std::string_view, 8> kUsualPaths = {
    "/feed/", "/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/rss", "/index.xml", "/feed.json"};

constexpr std::array<std::string_view, 5> kFeedEndings = {".rss", ".atom", ".rdf", ".xml",
                                                          "feed.json"};
constexpr std::array<std::string_view, 6> kFeedSegments = {"feed", "feeds", "rss",
                                                           "atom", "rss2",  "rdf"};
constexpr std::array<std::string_view, 6> kFeedArguments = {
    "feed=", "format=rss", "format=atom", "format=feed", "type=rss", "alt=rss"};
constexpr std::array<std::string_view, 4> kFeedWords = {"rss", "atom", "feed", "feeds"};
constexpr std::array<std::string_view, 3> kNoFeeds = {"sitemap", "opensearch", "comment"};

// Limits the links from a page's text: an index of feeds has a few dozen.
constexpr std::size_t kMostLookalikes = 20;

constexpr std::size_t kLongestUrl = 2048;

template <typename List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

template <typename List>
bool has_any(const List& list, std::string_view text) {
  return std::any_of(list.begin(), list.end(), [text](std::string_view part) {
    return find_ignore_case(text, part) != std::string_view::npos;
  });
}

enum class Rank : std::uint8_t { kFeed, kAnyDocument, kLookalike, kComments, kNone };

bool is_of_comments(std::string_view url, std::string_view title) {
  return find_ignore_case(url, "comment") != std::string_view::npos ||
         find_ignore_case(title, "comment") != std::string_view::npos;
}

Rank rank_of(const html::PageLink& link) {
  if (!html::is_web_url(link.href)) return Rank::kNone;
  const bool alternate = among(link.rel, "alternate");
  const bool feed = among(link.rel, "feed") || (alternate && among(kFeedTypes, link.type));
  const bool any = alternate && among(kAnyTypes, link.type);
  if (!feed && !any) return Rank::kNone;
  if (is_of_comments(link.href, link.title)) return Rank::kComments;
  return feed ? Rank::kFeed : Rank::kAnyDocument;
}

bool says_feed(std::string_view text) {
  const std::string flat = to_lower_ascii(text);
  for (const std::string_view word : split(flat, ' ')) {
    if (among(kFeedWords, word)) return true;
  }
  return false;
}

bool has_feed_path(std::string_view url) {
  const std::string path = to_lower_ascii(html::path_of(url));
  const bool ending = std::any_of(kFeedEndings.begin(), kFeedEndings.end(),
                                  [&path](std::string_view end) { return path.ends_with(end); });
  if (ending) return true;
  for (const std::string_view segment : split(path, '/')) {
    if (among(kFeedSegments, segment)) return true;
  }
  return false;
}

Rank rank_of(const html::PageAnchor& anchor) {
  if (!html::is_web_url(anchor.href) || has_any(kNoFeeds, anchor.href)) return Rank::kNone;
  const std::size_t query = anchor.href.find('?');
  const bool asks = query != std::string::npos &&
                    has_any(kFeedArguments, std::string_view(anchor.href).substr(query));
  const bool looks = has_feed_path(anchor.href) || asks || says_feed(anchor.text);
  return looks ? Rank::kLookalike : Rank::kNone;
}

/// Sorts feeds by rank, each URL once.
class Ranking {
 public:
  void add(Rank rank, FeedLink link) {
    if (rank == Rank::kNone || link.url.size() > kLongestUrl) return;
    if (known_.insert(link.url).second) found_.emplace_back(rank, std::move(link));
  }

  std::vector<FeedLink> take() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<FeedLink> out;
    std::size_t lookalikes = 0;
    for (auto& [rank, link] : found_) {
      if (rank == Rank::kLookalike && ++lookalikes > kMostLookalikes) continue;
      out.push_back(std::move(link));
    }
    return out;
  }

 private:
  std::vector<std::pair<Rank, FeedLink>> found_;
  std::unordered_set<std::string> known_;
};

std::string without_fragment(std::string url) {
  url.resize(std::min(url.size(), url.find('#')));
  return url;
}

}  // namespace

PageFeeds page_feeds(std::string_view page, std::string_view content_type,
                     std::string_view page_url) {
  const DecodedText text = decode_text(page, content_type);
  html::PageLinks found = html::page_links(text.utf8(), page_url);
  for (html::PageLink& link : found.links) link.href = without_feed_scheme(link.href);
  for (html::PageAnchor& anchor : found.anchors) anchor.href = without_feed_scheme(anchor.href);
  Ranking ranking;
  for (const html::PageLink& link : found.links) {
    const Rank rank = rank_of(link);
    ranking.add(rank, {link.href, link.title, rank != Rank::kAnyDocument});
  }
  for (const html::PageAnchor& anchor : found.anchors) {
    ranking.add(rank_of(anchor), {without_fragment(anchor.href), anchor.text, false});
  }
  return {ranking.take(), std::move(found.refresh)};
}

bool is_feed_type(std::string_view media_type) { return among(kFeedTypes, media_type); }

std::string without_feed_scheme(const std::string& url) {
  constexpr std::string_view kScheme = "feed:";
  if (!starts_with_ignore_case(url, kScheme)) return url;
  const std::string rest = url.substr(kScheme.size());
  return rest.starts_with("//") ? "https:" + rest : rest;
}

std::vector<std::string> usual_feed_urls(std::string_view page_url) {
  std::vector<std::string> urls;
  const auto add = [&urls](std::string url) {
    if (!among(urls, url)) urls.push_back(std::move(url));
  };
  const std::string page(page_url.substr(0, page_url.find_first_of("?#")));
  const bool is_file = page.find('.', page.rfind('/')) != std::string::npos;
  if (page.ends_with('/') || !is_file || html::path_of(page) == "/") {
    add(html::resolve_url(page + (page.ends_with('/') ? "" : "/"), "feed/"));
  }
  for (const std::string_view path : kUsualPaths) add(html::resolve_url(page, path));
  return urls;
}

}  // namespace wirefold::parse
