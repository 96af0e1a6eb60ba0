#include "wirefold/crawl/request_scheduler.h"

#include <algorithm>

#include "poll_outcome.h"
#include "wirefold/base/log.h"
#include "wirefold/base/strings.h"
#include "wirefold/crawl/requests.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/html/url.h"

namespace wirefold::crawl {
namespace {

// Longest pause of a host that answers a request other than a poll. Entries that wait for its pages
// are stored without them.
constexpr std::chrono::seconds kLongestPause = std::chrono::days(1);

bool is_poll(const fetch::Request& request) { return has_purpose(request, Purpose::kPoll); }

bool is_robots(const fetch::Request& request) { return has_purpose(request, Purpose::kRobots); }

/// True for a picture and for the robots.txt of its host.
bool is_for_picture(const fetch::Request& request) {
  return is_picture(request) || has_purpose(request, Purpose::kPictureRobots);
}

/// True if a server was reached, whatever it answered.
bool came_through(const fetch::Response& response) {
  if (response.unreachable) return false;
  if (!response.error || response.status != 0) return true;
  const Errc code = response.error->code;
  return code == Errc::kTimeout || code == Errc::kNetwork || code == Errc::kTooLarge;
}

void log_network_up() {
  LogEvent("network", LogArea::kFetch, LogLevel::kWarning).field("state", "up").emit();
}

/// `last` is the last response of a server that could not be reached.
void log_network_down(const fetch::Response& last, Timestamp next) {
  LogEvent event("network", LogArea::kFetch, LogLevel::kWarning);
  event.field("state", "down").field("url", last.request.url);
  if (last.error) event.text("error", last.error->detail);
  event.field("next", format_rfc3339(next)).emit();
}

}  // namespace

void RequestScheduler::set_limits(const schedule::Agenda::Limits& limits,
                                  std::chrono::seconds page_spacing, std::size_t pages) {
  const MutexLock lock(mutex_);
  planned_.hosts().set_limits(limits);
  pages_.set_spacing(page_spacing);
  pictures_.set_spacing(page_spacing);
  transfers_.most_of_pages = pages;
  transfers_.most_of_pictures = std::max<std::size_t>(1, pages / 4);
}

void RequestScheduler::set_feeds(const std::vector<FeedPlan>& feeds) {
  const MutexLock lock(mutex_);
  planned_.set_feeds(feeds);
}

void RequestScheduler::reschedule(std::vector<FeedPlan> plans) {
  const MutexLock lock(mutex_);
  for (FeedPlan& plan : plans) planned_.reschedule(std::move(plan));
}

void RequestScheduler::replan(std::vector<FeedPlan> plans) {
  const MutexLock lock(mutex_);
  for (FeedPlan& plan : plans) planned_.replan(std::move(plan));
}

void RequestScheduler::set_validators(FeedId feed, const Validators& validators) {
  const MutexLock lock(mutex_);
  planned_.set_validators(feed, validators);
}

void RequestScheduler::block_host(const std::string& url, Timestamp until) {
  const MutexLock lock(mutex_);
  if (const std::string host = html::host_of(url); !host.empty())
    planned_.hosts().block(host, until);
}

void RequestScheduler::add_page(fetch::Request page) {
  const MutexLock lock(mutex_);
  pages_.add(std::move(page));
}

void RequestScheduler::set_picture_sink(PictureSink sink) { picture_sink_ = std::move(sink); }

void RequestScheduler::add_picture(fetch::Request picture) {
  const MutexLock lock(mutex_);
  pictures_.add(std::move(picture));
}

void RequestScheduler::plan_hub_request(fetch::Request request, Timestamp when) {
  const MutexLock lock(mutex_);
  planned_.plan_hub_request(std::move(request), when);
}

void RequestScheduler::drop_hub_request(FeedId feed) {
  const MutexLock lock(mutex_);
  planned_.drop_hub_request(feed);
}

void RequestScheduler::send_at(websub::OutgoingRequest outgoing, Timestamp when) {
  const MutexLock lock(mutex_);
  outbox_.add(std::move(outgoing), when);
}

void RequestScheduler::set_documents(websub::Outbox::Documents documents) {
  const MutexLock lock(mutex_);
  outbox_.set_documents(std::move(documents));
}

void RequestScheduler::take_document(const std::string& topic, serve::ResourcePtr document) {
  const MutexLock lock(mutex_);
  outbox_.take_document(topic, std::move(document), clock_());
}

void RequestScheduler::drop_send(std::uint64_t number) {
  const MutexLock lock(mutex_);
  outbox_.remove(number);
}

void RequestScheduler::drop_sends() {
  const MutexLock lock(mutex_);
  outbox_.clear();
}

void RequestScheduler::shift(std::chrono::seconds by) {
  const MutexLock lock(mutex_);
  planned_.hosts().shift(by);
  pages_.shift(by);
  pictures_.shift(by);
  reach_.shift(by);
  outbox_.shift(by);
}

bool RequestScheduler::cut_off() const {
  const MutexLock lock(mutex_);
  return reach_.cut_off();
}

PageQueue::Opens RequestScheduler::opens() const {
  return [&hosts = planned_.hosts()](const std::string& host) { return hosts.opens(host); };
}

std::optional<fetch::Request> RequestScheduler::next_request(fetch::Pool pool) {
  const MutexLock lock(mutex_);
  const Timestamp now = clock_();
  if (pool == fetch::Pool::kSecondary) return next_send(now);
  hand_over_given_up(now);
  // One request at a time probes whether the network is back.
  if (reach_.cut_off() && (transfers_.all > 0 || reach_.next_probe() > now)) return std::nullopt;
  auto request = planned_.next(now);
  if (!request) request = next_page(now);
  if (!request) request = next_picture(now);
  if (!request) return std::nullopt;
  ++transfers_.all;
  if (std::size_t* const count = transfers_.count_of(*request)) ++*count;
  return request;
}

/// The host's next poll waits for the pause, but not for the end of this transfer.
std::optional<fetch::Request> RequestScheduler::next_send(Timestamp now) {
  if (reach_.cut_off()) return std::nullopt;
  auto request = outbox_.next(now, opens());
  if (request) planned_.hosts().touch(html::host_of(request->url), now);
  return request;
}

std::optional<fetch::Request> RequestScheduler::next_page(Timestamp now) {
  if (transfers_.of_pages >= transfers_.most_of_pages) return std::nullopt;
  auto request = pages_.next(now, opens());
  if (!request) return std::nullopt;
  planned_.hosts().begin(html::host_of(request->url), now);
  return request;
}

/// A picture must not be the request that probes a lost network: its host proves little.
std::optional<fetch::Request> RequestScheduler::next_picture(Timestamp now) {
  if (transfers_.of_pictures >= transfers_.most_of_pictures || reach_.cut_off()) {
    return std::nullopt;
  }
  auto request = pictures_.next(now, opens());
  if (request) planned_.hosts().begin(html::host_of(request->url), now);
  return request;
}

std::size_t* RequestScheduler::Transfers::count_of(const fetch::Request& request) {
  if (is_page(request) || is_robots(request)) return &of_pages;
  return is_for_picture(request) ? &of_pictures : nullptr;
}

void RequestScheduler::hand_over_given_up(Timestamp now) {
  for (fetch::Response& response : pictures_.take_given_up(now)) {
    picture_sink_(std::move(response));
  }
  for (fetch::Response& response : pages_.take_given_up(now)) {
    given_up_.push_back(std::move(response));
  }
  while (!given_up_.empty() && sink_(given_up_.front())) given_up_.pop_front();
}

std::optional<Timestamp> RequestScheduler::next_change(fetch::Pool pool) {
  std::optional<Timestamp> first;
  if (pool == fetch::Pool::kSecondary) {
    first = outbox_.next_change();
  } else {
    const auto add = [&first](std::optional<Timestamp> time) {
      if (time) first = first ? std::min(*first, *time) : *time;
    };
    if (transfers_.of_pages < transfers_.most_of_pages) add(pages_.next_change(opens()));
    const bool has_room = transfers_.of_pictures < transfers_.most_of_pictures;
    if (has_room && !reach_.cut_off()) add(pictures_.next_change(opens()));
    add(planned_.hosts().next_change());
  }
  if (!first || !reach_.cut_off()) return first;
  if (pool == fetch::Pool::kSecondary || transfers_.all > 0) return std::nullopt;
  return std::max(*first, reach_.next_probe());
}

std::chrono::milliseconds RequestScheduler::until_next(fetch::Pool pool) {
  using namespace std::chrono;
  const MutexLock lock(mutex_);
  const auto first = next_change(pool);
  const Timestamp now = clock_();
  if (!first) return hours(1);
  if (*first <= now) return milliseconds(0);
  return std::min<milliseconds>(*first - now, hours(1));
}

void RequestScheduler::ended(fetch::Response& response) {
  const MutexLock lock(mutex_);
  const Timestamp now = clock_();
  const fetch::Request& request = response.request;
  const bool slow = response.problem() && response.problem()->code == Errc::kTimeout;
  if (websub::is_of_our_hub(request)) return outbox_.ended(request, now, slow);
  --transfers_.all;
  if (std::size_t* const count = transfers_.count_of(request)) --*count;
  const std::string host = html::host_of(request.url);
  planned_.hosts().end(host, now, slow);
  pages_.opened(host);
  pictures_.opened(host);
  note_end(request, now);
  const auto pause = host_pause(response);
  if (pause && !is_poll(request)) {  // for polls fetch.retry_scope decides
    planned_.hosts().block(host, now + std::min(*pause, kLongestPause));
  }
  if (!host.empty() && !is_for_picture(request)) note_reach(response, now);
}

/// Ends the transfer of a page or a picture: both wait for the pause after either.
void RequestScheduler::note_end(const fetch::Request& request, Timestamp now) {
  if (is_page(request)) {
    pages_.finished(request.url, now);
    pictures_.rest(request.url, now);
  } else if (is_picture(request)) {
    pictures_.finished(request.url, now);
    pages_.rest(request.url, now);
  }
}

/// Tells an unreachable server from a lost network, and sets `response.counts`.
void RequestScheduler::note_reach(fetch::Response& response, Timestamp now) {
  if (came_through(response) && reach_.answered()) log_network_up();
  if (response.unreachable && reach_.unreachable(html::host_of(response.request.url), now)) {
    log_network_down(response, reach_.next_probe());
  }
  const fetch::Request& request = response.request;
  const auto before = is_poll(request) ? planned_.was_unreachable(feed_of(request)) : std::nullopt;
  if (!before) return;
  if (response.unreachable) response.counts = reach_.counts(*before);
  planned_.set_unreachable(feed_of(request), response.unreachable && !reach_.cut_off());
}

bool RequestScheduler::deliver(fetch::Response&& response) {
  const bool follows = response.request.policy.follows_redirects && !response.location.empty();
  if (follows && follow_redirect(response)) return true;
  if (is_robots(response.request)) {
    const MutexLock lock(mutex_);
    pages_.take_robots(response, clock_());
    return true;
  }
  if (has_purpose(response.request, Purpose::kPictureRobots)) {
    const MutexLock lock(mutex_);
    pictures_.take_robots(response, clock_());
    return true;
  }
  if (is_picture(response.request)) {
    picture_sink_(std::move(response));
    return true;
  }
  const bool was_poll = is_poll(response.request);
  const FeedId feed = feed_of(response.request);
  if (!sink_(response)) return false;
  if (was_poll) {
    const MutexLock lock(mutex_);
    planned_.handed_over(feed);
  }
  return true;
}

/// Requests the target of a redirect. False, with the reason in `response`, if there is none.
bool RequestScheduler::follow_redirect(fetch::Response& response) {
  const bool is_subscription = has_purpose(response.request, websub::Purpose::kSubscription);
  auto next = fetch::next_hop(response, is_subscription ? "subscription request" : "request");
  if (!next) {
    response.error = next.error();
    return false;
  }
  const MutexLock lock(mutex_);
  if (is_page(*next)) {
    pages_.add(std::move(*next));
  } else if (is_picture(*next)) {
    pictures_.add(std::move(*next));
  } else {
    planned_.add_hop(std::move(*next), clock_());
  }
  return true;
}

}  // namespace wirefold::crawl
