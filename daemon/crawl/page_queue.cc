#include "wirefold/crawl/page_queue.h"

#include <algorithm>
#include <utility>

#include "wirefold/crawl/requests.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/html/url.h"

namespace wirefold::crawl {
namespace {

constexpr char kProduct[] = "wirefold";
constexpr std::chrono::hours kRobotsLife(24);

// Until a robots.txt that could not be read is requested again. Pages are given up meanwhile.
constexpr std::chrono::minutes kRobotsRetry(30);

constexpr char kForbidden[] = "robots.txt does not allow it";

/// The path and query of `url`, which the rules of robots.txt are about.
std::string target_of(const std::string& url) {
  const std::size_t authority = url.find("://") + 3;
  const std::size_t path = url.find_first_of("/?#", authority);
  std::string target = path == std::string::npos ? "" : url.substr(path);
  target.resize(std::min(target.find('#'), target.size()));
  return target.starts_with('/') ? target : '/' + target;
}

/// True if the server has said that there is no robots.txt, or redirects too often to one. A 429
/// only says that it does not answer now.
bool has_no_robots(const fetch::Response& response) {
  return response.error && response.status >= 300 && response.status < 500 &&
         response.status != 429;
}

/// RFC 9309 section 2.3.1: no file means no rules. Without an answer, or after 429 or 5xx, nothing
/// is allowed.
fetch::Robots robots_of(const fetch::Response& response) {
  if (!response.error) return fetch::Robots::parse(response.body, kProduct);
  return has_no_robots(response) ? fetch::Robots::allow_all() : fetch::Robots::allow_none();
}

}  // namespace

void PageQueue::set_spacing(std::chrono::seconds spacing) {
  spacing_ = spacing;
  for (auto& [name, site] : sites_) {  // the limits behind Opens change together with it
    site.full = false;
    site.opens_at = Timestamp::min();
    file(site);
  }
}

PageQueue::Host* PageQueue::find(const std::string& url) {
  const auto it = hosts_.find(fetch::origin_of(url));
  return it == hosts_.end() ? nullptr : &it->second;
}

PageQueue::Host& PageQueue::host_at(const std::string& url) {
  const std::string origin = fetch::origin_of(url);
  const auto [it, is_new] = hosts_.try_emplace(origin);
  Host& host = it->second;
  if (!is_new) return host;
  host.origin = origin;
  const std::string name = html::host_of(origin);
  host.site = &sites_[name];
  host.site->name = name;
  ++host.site->hosts;
  return host;
}

/// Puts `host` into the indexes of what it waits for.
void PageQueue::file(Host& host) {
  using Maybe = std::optional<Timestamp>;
  const bool waits = !host.pages.empty();
  const bool idle = !waits && !host.busy;
  deadlines_.set(host, waits ? Maybe(host.pages.begin()->first) : std::nullopt);
  idle_.set(host, idle ? Maybe(std::max(host.free_at, host.robots_until)) : std::nullopt);
  kept_.set(host, idle && host.robots ? Maybe(host.robots_until) : std::nullopt);
  host.site->waiting.set(host, waits && !host.busy ? Maybe(host.free_at) : std::nullopt);
  file(*host.site);
}

void PageQueue::file(Site& site) {
  const auto free_at = site.full ? std::nullopt : site.waiting.first_time();
  ready_.set(site, free_at ? std::optional(std::max(*free_at, site.opens_at)) : std::nullopt);
}

/// The site that may get the next request, with its time in `ready_`; null if there is none. Calls
/// `opens` again only as often as its result has changed.
PageQueue::Site* PageQueue::first_open(const Opens& opens) {
  while (!ready_.empty()) {
    Site& site = ready_.first();
    const auto open = opens(site.name);
    site.full = !open;
    site.opens_at = open.value_or(Timestamp::min());
    file(site);
    if (!ready_.empty() && &ready_.first() == &site) return &site;
  }
  return nullptr;
}

void PageQueue::add(fetch::Request page) {
  Host& host = host_at(page.url);
  const bool has_rules = host.robots && host.robots_until > now_;  // else they are asked for first
  if (has_rules && !allows(host, page)) {
    give_up(std::move(page), kForbidden);
  } else if (host.pages.size() >= kMostPages) {
    give_up(std::move(page), "too many pages of its host are waiting");
  } else {
    // The host waits from now on. Otherwise all new hosts would go before hosts that wait already.
    if (host.pages.empty() && !host.busy) host.free_at = std::max(host.free_at, now_);
    const Timestamp deadline = deadline_of(page);
    host.pages.emplace(deadline, std::move(page));
  }
  file(host);
}

std::optional<fetch::Request> PageQueue::next(Timestamp now, const Opens& opens) {
  now_ = now;
  Site* const site = first_open(opens);
  if (site == nullptr || *ready_.first_time() > now) return std::nullopt;
  return request_to(site->waiting.first(), now);
}

fetch::Request PageQueue::request_to(Host& host, Timestamp now) {
  fetch::Request request;
  if (host.robots && host.robots_until > now) {
    request = std::move(host.pages.extract(host.pages.begin()).mapped());
  } else {
    request = robots_request(host.origin, host.pages.begin()->second);
  }
  host.busy = true;
  file(host);
  return request;
}

std::optional<Timestamp> PageQueue::next_change(const Opens& opens) {
  first_open(opens);
  const auto ready = ready_.first_time();
  const auto deadline = deadlines_.first_time();
  return ready && deadline ? std::min(ready, deadline) : ready ? ready : deadline;
}

void PageQueue::take_robots(const fetch::Response& response, Timestamp now) {
  Host* const host = find(response.request.first_url());
  if (host == nullptr) return;
  now_ = now;
  host->busy = false;
  keep_robots(*host, response, now);
  host->free_at = now + pause_of(*host);
  give_up_forbidden(*host);
  file(*host);
}

std::size_t PageQueue::Host::robots_bytes() const {
  constexpr std::size_t kBytesOfHost = 1024;
  return robots ? kBytesOfHost + robots->bytes() : 0;
}

void PageQueue::set_robots(Host& host, std::optional<fetch::Robots> robots) {
  robots_bytes_ -= host.robots_bytes();
  host.robots = std::move(robots);
  robots_bytes_ += host.robots_bytes();
}

void PageQueue::keep_robots(Host& host, const fetch::Response& response, Timestamp now) {
  const bool read = !response.error || has_no_robots(response);
  set_robots(host, robots_of(response));
  host.robots_until = now + (read ? std::chrono::seconds(kRobotsLife) : kRobotsRetry);
  while (robots_bytes_ > most_robots_bytes_ && !kept_.empty()) {
    Host& oldest = kept_.first();
    set_robots(oldest, std::nullopt);
    oldest.robots_until = {};
    file(oldest);
  }
  if (robots_bytes_ <= most_robots_bytes_) return;
  set_robots(host, fetch::Robots::allow_none());
  host.robots_until = now + kRobotsRetry;
}

void PageQueue::finished(const std::string& url, Timestamp now) {
  Host* const host = find(url);
  if (host == nullptr) return;
  now_ = now;
  host->busy = false;
  host->free_at = now + pause_of(*host);
  file(*host);
}

void PageQueue::rest(const std::string& url, Timestamp now) {
  Host& host = host_at(url);
  host.free_at = std::max(host.free_at, now + pause_of(host));
  file(host);
}

void PageQueue::opened(const std::string& host) {
  const auto it = sites_.find(host);
  if (it == sites_.end() || !it->second.full) return;
  it->second.full = false;
  file(it->second);
}

void PageQueue::shift(std::chrono::seconds by) {
  now_ += by;
  for (auto& [origin, host] : hosts_) {
    host.free_at += by;
    host.robots_until += by;
    for (auto& [deadline, page] : std::exchange(host.pages, {})) {
      page.tag.time += by;
      host.pages.emplace(deadline_of(page), std::move(page));
    }
    host.site->opens_at = Timestamp::min();
    file(host);
  }
}

std::chrono::seconds PageQueue::pause_of(const Host& host) const {
  const auto asked = host.robots ? host.robots->crawl_delay() : std::nullopt;
  return std::max(spacing_, asked.value_or(spacing_));
}

std::vector<fetch::Response> PageQueue::take_given_up(Timestamp now) {
  now_ = now;
  while (!deadlines_.empty() && *deadlines_.first_time() <= now) {
    Host& host = deadlines_.first();
    give_up(std::move(host.pages.extract(host.pages.begin()).mapped()),
            "waited too long for its turn");
    file(host);
  }
  while (!idle_.empty() && *idle_.first_time() <= now) forget(idle_.first());
  return std::exchange(given_up_, {});
}

void PageQueue::forget(Host& host) {
  Site& site = *host.site;
  idle_.set(host, std::nullopt);
  kept_.set(host, std::nullopt);
  set_robots(host, std::nullopt);
  hosts_.erase(std::string(host.origin));
  if (--site.hosts == 0) sites_.erase(std::string(site.name));
}

void PageQueue::give_up(fetch::Request page, const std::string& why) {
  fetch::Response response;
  response.request = std::move(page);
  response.error = Error{Errc::kForbidden, why};
  given_up_.push_back(std::move(response));
}

bool PageQueue::allows(const Host& host, const fetch::Request& page) {
  ++steps_;
  return host.robots->allows(target_of(page.url), steps_);
}

void PageQueue::give_up_forbidden(Host& host) {
  const std::size_t most = steps_ + kMostSteps;
  for (auto it = host.pages.begin(); it != host.pages.end();) {
    const auto page = it++;
    const bool too_long = steps_ > most;
    if (!too_long && allows(host, page->second)) continue;
    give_up(std::move(host.pages.extract(page).mapped()),
            too_long ? "robots.txt takes too long to read" : kForbidden);
  }
}

}  // namespace wirefold::crawl
