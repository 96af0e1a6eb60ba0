#include <filesystem>
#include <iostream>

#include "fetch_once.h"
#include "settings.h"
#include "wirefold/app/commands.h"
#include "wirefold/base/file.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/discover.h"
#include "wirefold/parse/feed.h"
#include "wirefold/parse/opml.h"
#include "wirefold/store/store.h"

namespace wirefold::app {
namespace {

constexpr char kTakenUp[] = "A running daemon takes it up at SIGHUP (systemctl reload wirefold).\n";

constexpr std::size_t kMaxOpmlBytes = std::size_t{64} << 20;

struct Found {
  std::string url;
  std::string title;
};

/// Looks for the feed that an address leads to.
class Finder {
 public:
  explicit Finder(fetch::Options options) : options_(std::move(options)) {}

  Result<Found> find(const std::string& url) {
    const fetch::Response page = fetch_once(options_, url);
    if (page.error) return Error{page.error->code, url + ": " + page.error->detail};
    const auto feed = parse::parse_feed(page.body, page.content_type, page.request.url);
    if (feed) return Found{url, html::one_line(feed->title)};
    for (const auto& link : parse::feed_links(page.body, page.content_type, page.request.url)) {
      offered_.push_back(link.url);
    }
    const std::vector<std::string> candidates =
        offered_.empty() ? parse::usual_feed_urls(page.request.url) : offered_;
    for (const std::string& candidate : candidates) {
      if (auto found = try_feed(candidate)) return std::move(*found);
    }
    return Error{Errc::kUnsupported, url + ": " + feed.error().detail +
                                         (offered_.empty() ? "; it names no feed, and none is "
                                                             "where sites usually have one"
                                                           : "; none of the feeds that it names "
                                                             "can be read")};
  }

  /// The feeds that the page names.
  const std::vector<std::string>& offered() const { return offered_; }

 private:
  std::optional<Found> try_feed(const std::string& url) const {
    const fetch::Response response = fetch_once(options_, url);
    if (response.error) return std::nullopt;
    const auto feed = parse::parse_feed(response.body, response.content_type, response.request.url);
    if (!feed) return std::nullopt;
    return Found{url, html::one_line(feed->title)};
  }

  fetch::Options options_;
  std::vector<std::string> offered_;
};

int fail(const std::string& why) {
  std::cerr << "wirefold feeds add: " << why << '\n';
  return 1;
}

/// Writes the feed behind all others of the list.
std::optional<Error> write_to_list(const std::string& path, const Found& found) {
  const Result<std::string> opml = read_file(path, kMaxOpmlBytes);
  if (!opml) return opml.error();
  FeedSource feed;
  feed.url = found.url;
  feed.outlet = found.title.empty() ? html::host_of(found.url) : found.title;
  const Result<std::string> longer = parse::opml_with(*opml, feed, path);
  if (!longer) return longer.error();
  return replace_file(path, *longer);
}

}  // namespace

int add_feed(const std::string& config_file, const std::string& url) {
  const config::Loaded loaded = config::load(config_file);
  const config::Config& config = loaded.config;
  if (!report(loaded.problems)) return 1;
  if (config.feeds.opml.empty()) return fail(config_file + ": feeds.opml is empty: no list");
  const bool bare = url.find("://") == std::string::npos;
  const std::string address = bare ? "https://" + url : url;
  if (!html::is_web_url(address)) return fail("not an http: or https: URL: " + url);

  Finder finder(fetch_options(config));
  const Result<Found> found = finder.find(address);
  if (!found) return fail(found.error().detail);
  for (const FeedSource& known : config.sources) {
    if (known.url == found->url) {
      std::cout << "known: " << found->url << " (" << known.place << ")\n";
      return 0;
    }
  }
  const std::string list =
      (std::filesystem::path(config_file).parent_path() / config.feeds.opml).string();
  if (const auto error = write_to_list(list, *found)) return fail(error->detail);
  std::cout << "added: " << found->url << " \"" << found->title << "\" to " << list << '\n';
  for (const std::string& other : finder.offered()) {
    if (other != found->url) std::cout << "also offered: " << other << '\n';
  }
  std::cout << kTakenUp;
  return 0;
}

int retry_feed(const std::string& config_file, const std::string& url) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  if (!store::retry_feed(database_file(loaded.config), url)) {
    std::cerr << "wirefold feeds retry: no such feed in the database: " << url << '\n';
    return 1;
  }
  std::cout << "due at once: " << url << '\n' << kTakenUp;
  return 0;
}

}  // namespace wirefold::app
