#include "feed_finder.h"

#include "fetch_once.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/parse/discover.h"
#include "wirefold/parse/feed.h"

namespace wirefold::app {

Result<FoundFeed> read_feed(const fetch::Options& options, const std::string& url) {
  const fetch::Response response = fetch_once(options, url);
  if (response.error) return *response.error;
  const auto feed = parse::parse_feed(response.body, response.content_type, response.request.url);
  if (!feed) return feed.error();
  return FoundFeed{url, html::one_line(feed->title)};
}

Result<FoundFeed> FeedFinder::find(const std::string& url) {
  const fetch::Response page = fetch_once(options_, url);
  if (page.error) return Error{page.error->code, url + ": " + page.error->detail};
  const auto feed = parse::parse_feed(page.body, page.content_type, page.request.url);
  if (feed) return FoundFeed{url, html::one_line(feed->title)};
  for (const auto& link : parse::feed_links(page.body, page.content_type, page.request.url)) {
    offered_.push_back(link.url);
  }
  const std::vector<std::string> candidates =
      offered_.empty() ? parse::usual_feed_urls(page.request.url) : offered_;
  for (const std::string& candidate : candidates) {
    if (auto found = read_feed(options_, candidate)) return found;
  }
  return Error{
      Errc::kUnsupported,
      url + ": " + feed.error().detail +
          (offered_.empty() ? "; it names no feed, and none is where sites usually have one"
                            : "; none of the feeds that it names can be read")};
}

}  // namespace wirefold::app
