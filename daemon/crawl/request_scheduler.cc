#include "wirefold/crawl/request_scheduler.h"

#include <algorithm>

#include "poll_outcome.h"
#include "wirefold/base/log.h"
#include "wirefold/base/strings.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/html/url.h"

namespace wirefold::app {
namespace {

using Key = schedule::Agenda::Key;

// Requests that are no polls: where a redirect leads, and a feed's request to its hub.
constexpr Key kHop = Key{1} << 63;
constexpr Key kHub = Key{1} << 62;

// For pages: those that wait are taken as their feeds have them.
constexpr std::chrono::seconds kLongestPause = std::chrono::days(1);

Key key_of(FeedId feed) { return static_cast<Key>(to_int(feed)); }

bool is_of_page(fetch::Kind kind) {
  return kind == fetch::Kind::kPage || kind == fetch::Kind::kRobots;
}

/// A server was there, whatever it said.
bool came_through(const fetch::Response& response) {
  if (response.unreachable) return false;
  if (!response.error || response.status != 0) return true;
  const Errc code = response.error->code;
  return code == Errc::kTimeout || code == Errc::kNetwork || code == Errc::kTooLarge;
}

void log_network_up() {
  LogEvent("network", LogArea::kFetch, LogLevel::kWarning).field("state", "up").emit();
}

/// `last` is the last of those that could not be reached.
void log_network_down(const fetch::Response& last, Timestamp next) {
  LogEvent event("network", LogArea::kFetch, LogLevel::kWarning);
  event.field("state", "down").field("url", last.request.url);
  if (last.error) event.text("error", last.error->detail);
  event.field("next", format_rfc3339(next)).emit();
}

}  // namespace

void Poller::set_limits(const schedule::Agenda::Limits& limits, std::chrono::seconds page_spacing,
                        std::size_t pages) {
  const std::lock_guard lock(mutex_);
  agenda_.set_limits(limits);
  pages_.set_spacing(page_spacing);
  most_page_transfers_ = pages;
}

void Poller::set_feeds(const std::vector<FeedPlan>& feeds) {
  const std::lock_guard lock(mutex_);
  std::set<FeedId> still_out = in_transfer_;  // one that was taken off may come back meanwhile
  for (const auto& [id, waiting] : feeds_) {
    if (waiting.out) still_out.insert(id);
    agenda_.remove(key_of(id));
  }
  feeds_.clear();
  for (const FeedPlan& feed : feeds) plan(feed, still_out.contains(feed.id));
}

void Poller::reschedule(const FeedPlan& feed) {
  const std::lock_guard lock(mutex_);
  if (feeds_.contains(feed.id)) plan(feed, false);
}

void Poller::replan(const FeedPlan& feed) {
  const std::lock_guard lock(mutex_);
  const auto it = feeds_.find(feed.id);
  if (it != feeds_.end()) plan(feed, it->second.out);
}

void Poller::plan(FeedPlan feed, bool out) {
  Waiting& waiting = feeds_[feed.id];
  waiting.plan = std::move(feed);
  waiting.out = out;
  const FeedPlan& plan = waiting.plan;
  if (out || !plan.due) {
    agenda_.remove(key_of(plan.id));
  } else {
    agenda_.put(key_of(plan.id), html::host_of(plan.url), *plan.due);
  }
}

void Poller::set_validators(FeedId feed, const Validators& validators) {
  const std::lock_guard lock(mutex_);
  if (const auto it = feeds_.find(feed); it != feeds_.end()) {
    it->second.plan.validators = validators;
  }
}

void Poller::block_host(const std::string& url, Timestamp until) {
  const std::lock_guard lock(mutex_);
  if (const std::string host = html::host_of(url); !host.empty()) agenda_.block(host, until);
}

void Poller::add_page(fetch::Request page) {
  const std::lock_guard lock(mutex_);
  pages_.add(std::move(page));
}

void Poller::plan_hub_request(fetch::Request request, Timestamp when) {
  const std::lock_guard lock(mutex_);
  const Key key = kHub | key_of(request.feed);
  ask(key, std::move(request), when);
}

void Poller::drop_hub_request(FeedId feed) {
  const std::lock_guard lock(mutex_);
  agenda_.remove(kHub | key_of(feed));
  once_.erase(kHub | key_of(feed));
}

void Poller::send_at(Parcel parcel, Timestamp when) {
  const std::lock_guard lock(mutex_);
  outbox_.add(std::move(parcel), when);
}

void Poller::set_documents(Outbox::Documents documents) {
  const std::lock_guard lock(mutex_);
  outbox_.set_documents(std::move(documents));
}

void Poller::take_document(const std::string& topic, serve::ResourcePtr document) {
  const std::lock_guard lock(mutex_);
  outbox_.take_document(topic, std::move(document), clock_());
}

void Poller::drop_send(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  outbox_.remove(number);
}

void Poller::drop_sends() {
  const std::lock_guard lock(mutex_);
  outbox_.clear();
}

void Poller::ask(Key key, fetch::Request request, Timestamp when) {
  agenda_.put(key, html::host_of(request.url), when);
  once_[key] = std::move(request);
}

void Poller::shift(std::chrono::seconds by) {
  const std::lock_guard lock(mutex_);
  agenda_.shift(by);
  pages_.shift(by);
  reach_.shift(by);
  outbox_.shift(by);
}

bool Poller::cut_off() const {
  const std::lock_guard lock(mutex_);
  return reach_.cut_off();
}

PageQueue::Opens Poller::opens() const {
  return [this](const std::string& host) { return agenda_.opens(host); };
}

std::optional<fetch::Request> Poller::next_request(fetch::Pool pool) {
  const std::lock_guard lock(mutex_);
  const Timestamp now = clock_();
  if (pool == fetch::Pool::kOurHub) return next_send(now);
  hand_over_given_up(now);
  // One request at a time finds out whether the world is there again.
  if (reach_.cut_off() && (transfers_ > 0 || reach_.next_probe() > now)) return std::nullopt;
  auto request = next_due(now);
  if (!request) request = next_page(now);
  if (!request) return std::nullopt;
  ++transfers_;
  if (is_of_page(request->kind)) ++page_transfers_;
  return request;
}

/// The host's next poll comes after its pause, but is never held back by the end of this.
std::optional<fetch::Request> Poller::next_send(Timestamp now) {
  if (reach_.cut_off()) return std::nullopt;
  auto request = outbox_.next(now, opens());
  if (request) agenda_.touch(html::host_of(request->url), now);
  return request;
}

std::optional<fetch::Request> Poller::next_due(Timestamp now) {
  const auto key = agenda_.take(now);
  if (!key) return std::nullopt;
  if ((*key & (kHop | kHub)) != 0) return std::move(once_.extract(*key).mapped());
  Waiting& waiting = feeds_.at(FeedId{static_cast<std::int64_t>(*key)});
  waiting.out = true;
  in_transfer_.insert(waiting.plan.id);
  fetch::Request request;
  request.feed = waiting.plan.id;
  request.url = waiting.plan.url;
  request.validators = waiting.plan.validators;
  request.access = waiting.plan.access;
  return request;
}

std::optional<fetch::Request> Poller::next_page(Timestamp now) {
  if (page_transfers_ >= most_page_transfers_) return std::nullopt;
  auto request = pages_.next(now, opens());
  if (!request) return std::nullopt;
  agenda_.begin(html::host_of(request->url), now);
  return request;
}

void Poller::hand_over_given_up(Timestamp now) {
  for (fetch::Response& response : pages_.take_given_up(now)) {
    given_up_.push_back(std::move(response));
  }
  while (!given_up_.empty() && push(given_up_.front())) given_up_.pop_front();
}

/// Hands `response` on; false if there is no room, and `response` is then as it was.
bool Poller::push(fetch::Response& response) {
  Work work = std::move(response);
  if (queue_.try_push(std::move(work))) return true;
  // Refused, so `work` still holds it: that is try_push()'s promise.
  response = std::get<fetch::Response>(std::move(work));  // NOLINT(bugprone-use-after-move)
  return false;
}

std::optional<Timestamp> Poller::next_change(fetch::Pool pool) {
  std::optional<Timestamp> first;
  if (pool == fetch::Pool::kOurHub) {
    first = outbox_.next_change();
  } else {
    if (page_transfers_ < most_page_transfers_) first = pages_.next_change(opens());
    if (const auto due = agenda_.next_change()) first = first ? std::min(*first, *due) : *due;
  }
  if (!first || !reach_.cut_off()) return first;
  if (pool == fetch::Pool::kOurHub || transfers_ > 0) return std::nullopt;
  return std::max(*first, reach_.next_probe());
}

std::chrono::milliseconds Poller::until_next(fetch::Pool pool) {
  using namespace std::chrono;
  const std::lock_guard lock(mutex_);
  const auto first = next_change(pool);
  const Timestamp now = clock_();
  if (!first) return hours(1);
  if (*first <= now) return milliseconds(0);
  return std::min<milliseconds>(*first - now, hours(1));
}

void Poller::ended(fetch::Response& response) {
  const std::lock_guard lock(mutex_);
  const Timestamp now = clock_();
  const fetch::Request& request = response.request;
  const bool slow = response.problem() && response.problem()->code == Errc::kTimeout;
  if (fetch::is_of_our_hub(request.kind)) return outbox_.ended(request, now, slow);
  --transfers_;
  if (is_of_page(request.kind)) --page_transfers_;
  const std::string host = html::host_of(request.url);
  agenda_.end(host, now, slow);
  pages_.opened(host);
  if (request.kind == fetch::Kind::kPage) pages_.finished(request.url, now);
  const auto pause = host_pause(response);
  if (pause && request.kind != fetch::Kind::kFeed) {  // of feeds the settings say who waits
    agenda_.block(host, now + std::min(*pause, kLongestPause));
  }
  if (!host.empty()) note_reach(response, now);
}

/// Is this server away, or the world?
void Poller::note_reach(fetch::Response& response, Timestamp now) {
  if (came_through(response) && reach_.answered()) log_network_up();
  if (response.unreachable && reach_.unreachable(html::host_of(response.request.url), now)) {
    log_network_down(response, reach_.next_probe());
  }
  const bool of_feed = response.request.kind == fetch::Kind::kFeed;
  const auto it = of_feed ? feeds_.find(response.request.feed) : feeds_.end();
  if (it == feeds_.end()) return;
  if (response.unreachable) response.counts = reach_.counts(it->second.unreachable);
  it->second.unreachable = response.unreachable && !reach_.cut_off();
}

bool Poller::deliver(fetch::Response&& response) {
  const fetch::Kind kind = response.request.kind;
  const bool follows = !fetch::is_of_our_hub(kind) && !response.request.further;
  if (!response.location.empty() && follows && hop(response)) return true;
  if (kind == fetch::Kind::kRobots) {
    const std::lock_guard lock(mutex_);
    pages_.take_robots(response, clock_());
    return true;
  }
  const FeedId feed = response.request.feed;
  if (!push(response)) return false;
  if (kind == fetch::Kind::kFeed) {
    const std::lock_guard lock(mutex_);
    in_transfer_.erase(feed);
  }
  return true;
}

/// Goes where a redirect leads; false with the reason in `response` if it leads nowhere.
bool Poller::hop(fetch::Response& response) {
  auto next = fetch::next_hop(response);
  if (!next) {
    response.error = next.error();
    return false;
  }
  const std::lock_guard lock(mutex_);
  if (next->kind == fetch::Kind::kPage) {
    pages_.add(std::move(*next));
  } else {
    ask(kHop | ++last_hop_, std::move(*next), clock_());
  }
  return true;
}

}  // namespace wirefold::app
