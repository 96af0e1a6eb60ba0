#include "wirefold/parse/discover.h"

#include <algorithm>
#include <array>

#include "wirefold/base/strings.h"
#include "wirefold/html/page_links.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/charset.h"

namespace wirefold::parse {
namespace {

constexpr std::array<std::string_view, 8> kFeedTypes = {
    "application/rss+xml",   "application/atom+xml", "application/feed+json", "application/rdf+xml",
    "application/x-rss+xml", "application/json",     "application/xml",       "text/xml"};

// WordPress, Drupal, static site generators, Blogger.
constexpr std::array<std::string_view, 9> kUsualPaths = {
    "/feed/",     "/rss.xml", "/feed.xml",  "/atom.xml",           "/rss",
    "/index.xml", "/rss/",    "/feed.json", "/feeds/posts/default"};

template <typename List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool names_feed(const html::PageLink& link) {
  if (!html::is_web_url(link.href)) return false;
  if (among(link.rel, "feed")) return true;
  return among(link.rel, "alternate") && among(kFeedTypes, link.type);
}

bool is_of_comments(const FeedLink& link) {
  return find_ignore_case(link.url, "comment") != std::string_view::npos ||
         find_ignore_case(link.title, "comment") != std::string_view::npos;
}

}  // namespace

std::vector<FeedLink> feed_links(std::string_view page, std::string_view content_type,
                                 std::string_view page_url) {
  const DecodedText text = decode_text(page, content_type);
  std::vector<FeedLink> feeds;
  for (const html::PageLink& link : html::page_links(text.utf8(), page_url)) {
    if (!names_feed(link)) continue;
    const bool known = std::any_of(feeds.begin(), feeds.end(),
                                   [&](const FeedLink& f) { return f.url == link.href; });
    if (!known) feeds.push_back({link.href, link.title});
  }
  std::stable_partition(feeds.begin(), feeds.end(),
                        [](const FeedLink& f) { return !is_of_comments(f); });
  return feeds;
}

std::vector<std::string> usual_feed_urls(std::string_view page_url) {
  std::vector<std::string> urls;
  const auto add = [&urls](std::string url) {
    if (!among(urls, url)) urls.push_back(std::move(url));
  };
  const std::string page(page_url.substr(0, page_url.find_first_of("?#")));
  add(html::resolve_url(page + (page.ends_with('/') ? "" : "/"), "feed/"));
  for (const std::string_view path : kUsualPaths) add(html::resolve_url(page, path));
  return urls;
}

}  // namespace wirefold::parse
