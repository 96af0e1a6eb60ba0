#include "wirefold/control/feed_probe.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "wirefold/base/mutex.h"
#include "wirefold/base/strings.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/config/config.h"
#include "wirefold/control/feed_labels.h"
#include "wirefold/crawl/options.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/html/text_construct.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/feed.h"

namespace wirefold::control {
namespace {

// The longest title of a found entry.
constexpr std::size_t kMostTitleBytes = 300;

// Of a search or an import in a daemon.
constexpr std::size_t kMostBodyBytes = std::size_t{4} << 20;
constexpr std::size_t kMostBytes = std::size_t{12} << 20;
constexpr long kMostTransfers = 8;

// Held while a document is read, which takes many times its size, so that searches and imports in
// one daemon read one at a time.
Mutex reading;

/// The next request after a page that redirects to `to`.
Result<fetch::Request> next_of_page(fetch::Response response, const std::string& to) {
  response.location = to;
  auto next = fetch::next_hop(response);
  if (next) next->permanent = true;  // the target is polled, not the page
  return next;
}

/// Normalises a URL: no fragment and no default port, scheme and host in lower case, a path. A URL
/// with a user stays as it is, and is refused later.
std::string plain(const std::string& url) {
  const std::string origin = fetch::origin_of(url);
  const std::size_t host = url.find("://");
  if (origin.empty() || host == std::string::npos) return url;
  const std::size_t path = std::min(url.find_first_of("/?#", host + 3), url.size());
  if (has_userinfo(url)) return url;
  const std::string rest = url.substr(path, url.find('#', path) - path);
  return origin + (rest.starts_with('/') ? "" : "/") + rest;
}

FoundEntry found_entry(const Entry& entry) {
  FoundEntry out;
  out.title = shortened(html::one_line(entry.title), kMostTitleBytes);
  if (html::is_web_url(entry.link)) out.link = entry.link;
  out.published = entry.published ? entry.published : entry.updated;
  return out;
}

/// Notes what `feed` says of itself.
void describe(const ParsedFeed& feed, Probed& out) {
  out.title = html::one_line(feed.title);
  if (is_language_tag(feed.language)) out.lang = feed.language;
  for (const Entry& entry : feed.entries) {
    if (out.entries.size() == kMostFoundEntries) break;
    out.entries.push_back(found_entry(entry));
  }
}

}  // namespace

Asking asking_of(const config::Config& config) {
  return {crawl::fetch_options(config), crawl::limits_of(config), nullptr, {}};
}

Asking asking_in_daemon(const config::Config& config) {
  Asking out = asking_of(config);
  out.options.max_body_bytes = std::min(out.options.max_body_bytes, kMostBodyBytes);
  out.options.max_bytes = kMostBytes;
  out.options.max_transfers = std::min(out.options.max_transfers, kMostTransfers);
  return out;
}

FeedProbe::FeedProbe(const Asking& asking, const std::vector<FeedSource>& sources, OnProbed probed,
                     WallClock clock)
    : asking_(asking), probed_(std::move(probed)), clock_(std::move(clock)), left_(sources.size()) {
  agenda_.set_limits(asking.limits);
  for (const FeedSource& source : sources) {
    agenda_.put(targets_.size(), html::host_of(source.url), clock_());
    targets_.push_back({source.url, source.access});
  }
  if (left_ == 0) done_.request_stop();
}

std::optional<fetch::Request> FeedProbe::next_request(fetch::Pool pool) {
  if (pool != fetch::Pool::kPrimary) return std::nullopt;
  fetch::Request request;
  if (!hops_.empty()) {
    request = std::move(hops_.front());
    hops_.pop_front();
    agenda_.begin(html::host_of(request.url), clock_());
  } else {
    const auto index = agenda_.take(clock_());
    if (!index) return std::nullopt;
    request = crawl::poll_request(FeedId{}, targets_[*index].address, {}, targets_[*index].access);
    request.tag.number = *index;
  }
  if (asking_.asks) asking_.asks(request.url);
  return request;
}

std::chrono::milliseconds FeedProbe::until_next(fetch::Pool pool) {
  using namespace std::chrono;
  if (pool != fetch::Pool::kPrimary) return hours(1);
  if (!hops_.empty()) return milliseconds(0);
  const auto next = agenda_.next_change();
  return next ? std::max<milliseconds>(*next - clock_(), milliseconds(0)) : hours(1);
}

void FeedProbe::ended(fetch::Response& response) {
  const bool slow = response.problem() && response.problem()->code == Errc::kTimeout;
  agenda_.end(html::host_of(response.request.url), clock_(), slow);
}

bool FeedProbe::deliver(fetch::Response&& response) {
  Probed probed;
  if (auto next = onward(response, probed)) {
    hops_.push_back(std::move(*next));
    return true;
  }
  const std::size_t index = response.request.tag.number;
  probed.address = plain(targets_[index].address);
  const std::string& asked = response.request.first_url();
  if (probed.address != plain(asked)) probed.moved_from = asked;
  const std::string problem = probed.error ? "" : config::source_problem(probed.address);
  if (!problem.empty()) probed.error = Error{Errc::kUnsupported, problem};
  probed.response = std::move(response);
  probed_(index, std::move(probed));
  if (--left_ == 0) done_.request_stop();
  return true;
}

/// The request that follows `response`; nullopt at the end of the chain, which `out` then
/// describes.
std::optional<fetch::Request> FeedProbe::onward(const fetch::Response& response, Probed& out) {
  std::string& address = targets_[response.request.tag.number].address;
  out.error = response.error;
  if (!response.location.empty()) {
    auto next = fetch::next_hop(response);
    if (next && next->permanent) address = next->url;
    if (next) return *std::move(next);
    out.error = next.error();
  }
  const MutexLock lock(reading);
  if (out.error) {
    out.page = parse::page_feeds(response.body, response.content_type, response.request.url);
    return std::nullopt;
  }
  const auto feed = parse::parse_feed(response.body, response.content_type, response.request.url);
  if (response.incomplete && !(feed && feed->whole)) {
    out.error = response.incomplete;
    return std::nullopt;
  }
  if (feed) {
    describe(*feed, out);
    return std::nullopt;
  }
  out.error = fetch::at_end_of_chain(response, feed.error());
  out.page = parse::page_feeds(response.body, response.content_type, response.request.url);
  if (out.page.refresh.empty()) return std::nullopt;
  auto next = next_of_page(response, out.page.refresh);
  if (next) address = out.page.refresh;
  if (next) return *std::move(next);
  out.error = next.error();
  return std::nullopt;
}

void probe_feeds(const Asking& asking, const std::vector<FeedSource>& sources,
                 FeedProbe::OnProbed probed) {
  FeedProbe probe(asking, sources, std::move(probed));
  const std::stop_callback ends(asking.stop, [&probe] { probe.end(); });
  fetch::FetchLoop(asking.options, probe).run(probe.done());
}

Probed probe_feed(const Asking& asking, const std::string& url) {
  Probed out;
  out.error = Error{Errc::kNetwork, "stopped"};
  FeedSource source;
  source.url = url;
  probe_feeds(asking, {source}, [&out](std::size_t, Probed&& probed) { out = std::move(probed); });
  return out;
}

}  // namespace wirefold::control
