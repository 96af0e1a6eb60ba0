#include "wirefold/control/feed_finder.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <set>

#include "wirefold/base/strings.h"
#include "wirefold/base/userinfo.h"
#include "wirefold/config/config.h"
#include "wirefold/html/url.h"
#include "wirefold/parse/discover.h"

namespace wirefold::control {
namespace {

constexpr std::size_t kMostTries = 30;
constexpr int kMostTimeouts = 4;
constexpr std::size_t kMostTitleBytes = 1000;

/// True if the host does not answer at any path, or asks for no further requests.
bool is_silent(const Probed& probed) {
  const Errc code = probed.error->code;
  const fetch::Response& response = probed.response;
  const bool busy = response.status == 429 || response.retry_after;
  return response.unreachable || busy || code == Errc::kTimeout || code == Errc::kForbidden;
}

/// A redirect from https to http, which is not followed.
bool leads_to_plain(const Probed& probed) {
  return starts_with_ignore_case(probed.response.location, "http:") &&
         starts_with_ignore_case(probed.response.request.url, "https:");
}

std::string root_of(const std::string& url) { return html::resolve_url(url, "/"); }

class Search {
 public:
  explicit Search(const Asking& asking) : asking_(asking) {}

  FoundFeed run(const std::string& address) {
    const std::string page = try_page(address);
    if (!found_.url.empty() || page.empty()) return std::move(found_);
    add_usual(page);
    // `page` may be a login or consent page on another host.
    if (html::host_of(address) != html::host_of(page)) add_usual(address);
    while (found_.url.empty() && !waiting_.empty() && may_go_on()) {
      const Candidate next = std::move(waiting_.front());
      waiting_.pop_front();
      try_candidate(next);
    }
    return std::move(found_);
  }

 private:
  struct Candidate {
    std::string url;
    bool leads_on;  // if it is a page, the feeds that it names are tried too
  };

  /// Adds the usual URLs of feeds. The likeliest comes first, then the front page, which may name
  /// feeds, then the others.
  void add_usual(const std::string& page) {
    const std::vector<std::string> usual = parse::usual_feed_urls(page);
    add(usual.front(), false);
    add(root_of(page), true);
    for (const std::string& url : usual) add(url, false);
  }

  bool may_go_on() const {
    const auto limit = kMostTimeouts * asking_.options.timeout;
    if (asking_.stop.stop_requested()) return false;
    return found_.tried.size() < kMostTries && std::chrono::steady_clock::now() < began_ + limit;
  }

  /// Requests `address`. Returns the URL of the page that it leads to; empty if there is no page to
  /// search from.
  std::string try_page(const std::string& address) {
    asked_.insert(address);
    const Probed probed = probe_feed(asking_, address);
    const std::string page = probed.response.request.url;
    asked_.insert(page);
    if (take(address, probed)) return page;
    if (is_silent(probed) || leads_to_plain(probed) || probed.error->code == Errc::kNetwork)
      return {};
    found_.answered = true;
    look_into(probed, true);
    return page;
  }

  void try_candidate(const Candidate& candidate) {
    if (silent_.contains(html::host_of(candidate.url))) return;
    if (!asked_.insert(candidate.url).second) return;
    const Probed probed = probe_feed(asking_, candidate.url);
    if (take(candidate.url, probed)) return;
    if (is_silent(probed)) silent_.insert(html::host_of(candidate.url));
    if (candidate.leads_on) look_into(probed, false);
  }

  bool take(const std::string& asked, const Probed& probed) {
    if (probed.error) {
      found_.tried.push_back({asked, probed.error->detail});
      std::erase(found_.offered, asked);
      return false;
    }
    found_.url = probed.address;
    found_.title = clip_utf8(probed.title, kMostTitleBytes);
    found_.lang = probed.lang;
    found_.entries = probed.entries;
    found_.moved_from = probed.moved_from;
    return true;
  }

  /// Puts the feeds of the Link header, then those of the page, before all other candidates. With
  /// `lead_on`, a link that only looks like a feed may lead to a page that names feeds.
  void look_into(const Probed& probed, bool lead_on) {
    const std::string& page = probed.response.request.url;
    std::vector<Candidate> found;
    const auto offer = [&](const std::string& url) {
      found.push_back({url, false});
      const bool known = std::ranges::find(found_.offered, url) != found_.offered.end();
      if (!known) found_.offered.push_back(url);
    };
    for (const fetch::Link& link : probed.response.links) {
      if (!link.has_rel("alternate")) continue;
      const std::string url = html::resolve_url(page, link.target);
      if (parse::is_feed_type(link.type) && html::is_web_url(url)) offer(url);
    }
    for (const parse::FeedLink& link : probed.page.feeds) {
      link.named ? offer(link.url) : found.push_back({link.url, lead_on});
    }
    waiting_.insert(waiting_.begin(), found.begin(), found.end());
  }

  void add(const std::string& url, bool leads_on) { waiting_.push_back({url, leads_on}); }

  const Asking& asking_;
  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::deque<Candidate> waiting_;
  std::set<std::string> asked_;
  std::set<std::string> silent_;  // hosts
  FoundFeed found_;
};

/// "mailto:x", but not "localhost:8080/feed".
bool has_other_scheme(const std::string& typed) {
  if (!html::has_scheme(typed)) return false;
  const std::size_t colon = typed.find(':');
  const bool port = colon + 1 < typed.size() && typed[colon + 1] >= '0' && typed[colon + 1] <= '9';
  return typed.compare(colon, 3, "://") == 0 || !port;
}

}  // namespace

Result<std::vector<std::string>> addresses_of(const std::string& typed) {
  std::string text(trim(typed));
  if (starts_with_ignore_case(text, "feed:")) {
    text = parse::without_feed_scheme(text);
    if (starts_with_ignore_case(text, "https://") &&
        starts_with_ignore_case(trim(typed), "feed:/")) {
      text.erase(0, 8);  // "feed://" may mean https or http
    }
  }
  const bool web = html::is_web_url(text);
  std::vector<std::string> out;
  if (web) out = {text};
  if (!web && !has_other_scheme(text)) out = {"https://" + text, "http://" + text};
  if (out.empty() || !html::is_web_url(out.front())) {
    return Error{Errc::kUnsupported, "not an http: or https: URL: " + without_userinfo(typed)};
  }
  for (std::string& url : out) {
    if (url.find_first_of("/?#", url.find("://") + 3) == std::string::npos) url += '/';
  }
  const std::string problem = config::source_problem(out.front());
  if (!problem.empty()) return Error{Errc::kUnsupported, problem};
  return out;
}

FoundFeed find_feed(const Asking& asking, const std::vector<std::string>& addresses) {
  std::vector<TriedAddress> tried;
  for (const std::string& address : addresses) {
    if (asking.stop.stop_requested()) break;
    FoundFeed found = Search(asking).run(address);
    tried.insert(tried.end(), found.tried.begin(), found.tried.end());
    if (found.url.empty() && !found.answered) continue;
    found.tried = std::move(tried);
    return found;
  }
  FoundFeed none;
  none.tried = std::move(tried);
  return none;
}

}  // namespace wirefold::control
