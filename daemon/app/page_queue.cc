#include "page_queue.h"

#include <algorithm>

#include "wirefold/fetch/redirect.h"
#include "wirefold/html/url.h"

namespace wirefold::app {
namespace {

constexpr char kProduct[] = "wirefold";
constexpr std::chrono::hours kRobotsLife(24);

// After a robots.txt that could not be read; its pages were given up, later ones try again.
constexpr std::chrono::minutes kRobotsRetry(30);

/// Path and query, as robots.txt has rules for them.
std::string target_of(const std::string& url) {
  const std::size_t authority = url.find("://") + 3;
  const std::size_t path = url.find_first_of("/?#", authority);
  std::string target = path == std::string::npos ? "" : url.substr(path);
  target.resize(std::min(target.find('#'), target.size()));
  return target.starts_with('/') ? target : '/' + target;
}

/// RFC 9309 section 2.3.1: no file, or one that redirects too often, no rules; no answer, no visit.
fetch::Robots robots_of(const fetch::Response& response) {
  if (!response.error) return fetch::Robots::parse(response.body, kProduct);
  const bool missing = response.status >= 300 && response.status < 500 && response.status != 429;
  return missing ? fetch::Robots::allow_all() : fetch::Robots::allow_none();
}

}  // namespace

void PageQueue::add(fetch::Request page) {
  Host& host = hosts_[fetch::origin_of(page.url)];
  host.name = html::host_of(page.url);
  host.pages.push_back(std::move(page));
  if (host.robots) give_up_forbidden(host);
}

std::optional<fetch::Request> PageQueue::next(Timestamp now, const Opens& opens) {
  for (auto& [origin, host] : hosts_) {
    if (host.pages.empty() || host.busy || host.free_at > now) continue;
    const auto open = opens(host.name);
    if (open && *open <= now) return request_to(origin, host, now);
  }
  return std::nullopt;
}

std::optional<fetch::Request> PageQueue::request_to(const std::string& origin, Host& host,
                                                    Timestamp now) {
  host.busy = true;
  if (host.robots && host.robots_until > now) {
    fetch::Request page = std::move(host.pages.front());
    host.pages.pop_front();
    return page;
  }
  fetch::Request request;
  request.feed = host.pages.front().feed;
  request.kind = fetch::Kind::kRobots;
  request.url = origin + "/robots.txt";
  return request;
}

std::optional<Timestamp> PageQueue::next_change(const Opens& opens) const {
  std::optional<Timestamp> first;
  const auto note = [&first](Timestamp t) { first = first ? std::min(*first, t) : t; };
  for (const auto& [origin, host] : hosts_) {
    if (host.pages.empty()) continue;
    note(host.pages.front().deadline);
    if (host.busy) continue;
    if (const auto open = opens(host.name)) note(std::max(*open, host.free_at));
  }
  return first;
}

void PageQueue::take_robots(const fetch::Response& response, Timestamp now) {
  const auto it = hosts_.find(fetch::origin_of(response.request.first_url()));
  if (it == hosts_.end()) return;
  Host& host = it->second;
  host.busy = false;
  host.robots = robots_of(response);
  const bool read = !response.error || (response.status >= 300 && response.status < 500);
  host.robots_until = now + (read ? std::chrono::seconds(kRobotsLife) : kRobotsRetry);
  host.free_at = now + pause_of(host);
  give_up_forbidden(host);
}

void PageQueue::finished(const std::string& url, Timestamp now) {
  const auto it = hosts_.find(fetch::origin_of(url));
  if (it == hosts_.end()) return;
  Host& host = it->second;
  host.busy = false;
  host.free_at = now + pause_of(host);
}

void PageQueue::shift(std::chrono::seconds by) {
  for (auto& [origin, host] : hosts_) {
    host.free_at += by;
    host.robots_until += by;
    for (fetch::Request& page : host.pages) page.deadline += by;
  }
}

std::chrono::seconds PageQueue::pause_of(const Host& host) const {
  const auto asked = host.robots ? host.robots->crawl_delay() : std::nullopt;
  return std::max(spacing_, asked.value_or(spacing_));
}

std::vector<fetch::Response> PageQueue::take_given_up(Timestamp now) {
  for (auto it = hosts_.begin(); it != hosts_.end();) {
    Host& host = it->second;
    while (!host.pages.empty() && host.pages.front().deadline <= now) {
      give_up(std::move(host.pages.front()), "waited too long for its turn");
      host.pages.pop_front();
    }
    const bool idle = host.pages.empty() && !host.busy && host.free_at <= now;
    it = idle && host.robots_until <= now ? hosts_.erase(it) : std::next(it);
  }
  return std::exchange(given_up_, {});
}

void PageQueue::give_up(fetch::Request page, const std::string& why) {
  fetch::Response response;
  response.request = std::move(page);
  response.error = Error{Errc::kForbidden, why};
  given_up_.push_back(std::move(response));
}

void PageQueue::give_up_forbidden(Host& host) {
  std::erase_if(host.pages, [this, &host](const fetch::Request& page) {
    const bool allowed = host.robots->allows(target_of(page.url));
    if (!allowed) give_up(page, "robots.txt does not allow it");
    return !allowed;
  });
}

}  // namespace wirefold::app
