#include "poller.h"

#include <algorithm>

#include "wirefold/html/url.h"

namespace wirefold::app {

void Poller::set_feeds(const std::vector<FeedState>& feeds, std::size_t per_host) {
  const std::lock_guard lock(mutex_);
  per_host_ = per_host;
  std::set<FeedId> still_out;
  for (const auto& [id, waiting] : feeds_) {
    if (waiting.out) still_out.insert(id);
  }
  feeds_.clear();
  due_.clear();
  for (const FeedState& state : feeds) {
    // A feed that was taken off the list may come back while its old transfer is on its way.
    const bool out = still_out.contains(state.id) || host_of_transfer_.contains(state.id);
    enqueue(state, out);
  }
}

void Poller::reschedule(const FeedState& state) {
  const std::lock_guard lock(mutex_);
  if (feeds_.contains(state.id)) enqueue(state, false);
}

void Poller::enqueue(const FeedState& state, bool out) {
  if (const auto it = feeds_.find(state.id); it != feeds_.end() && it->second.due) {
    due_.erase({*it->second.due, state.id});
  }
  Waiting waiting{
      {state.id, state.url, state.validators}, html::host_of(state.url), std::nullopt, out};
  if (!state.gone) waiting.due = state.next_poll.value_or(Timestamp::min());
  if (waiting.due && !out) due_.emplace(*waiting.due, state.id);
  feeds_[state.id] = std::move(waiting);
}

void Poller::set_validators(FeedId feed, const Validators& validators) {
  const std::lock_guard lock(mutex_);
  if (const auto it = feeds_.find(feed); it != feeds_.end()) {
    it->second.request.validators = validators;
  }
}

void Poller::add_page(std::uint64_t page, FeedId feed, const std::string& url, Timestamp deadline) {
  const std::lock_guard lock(mutex_);
  pages_.add(page, feed, url, deadline);
}

void Poller::set_page_spacing(std::chrono::seconds spacing) {
  const std::lock_guard lock(mutex_);
  pages_.set_spacing(spacing);
}

bool Poller::has_room(const std::string& host) const {
  const auto busy = transfers_of_.find(host);
  return host.empty() || busy == transfers_of_.end() || busy->second < per_host_;
}

void Poller::count_out(const std::string& host) { ++transfers_of_[host]; }

void Poller::count_back(const std::string& host) {
  const auto it = transfers_of_.find(host);
  if (it != transfers_of_.end() && --it->second == 0) transfers_of_.erase(it);
}

/// The feed that is due first, now or later, among those whose host is free.
Poller::Due::const_iterator Poller::first_free() const {
  return std::find_if(due_.begin(), due_.end(),
                      [this](const auto& entry) { return has_room(feeds_.at(entry.second).host); });
}

std::optional<fetch::Request> Poller::next_request() {
  const std::lock_guard lock(mutex_);
  const Timestamp now = wall_clock_now();
  hand_over_given_up(now);
  const auto next = first_free();
  const bool feed_due = next != due_.end() && next->first <= now;
  return feed_due ? next_feed() : next_page(now);
}

std::optional<fetch::Request> Poller::next_feed() {
  const auto next = first_free();
  const FeedId id = next->second;
  due_.erase(next);
  Waiting& waiting = feeds_.at(id);
  waiting.out = true;
  count_out(waiting.host);
  host_of_transfer_[id] = waiting.host;
  return waiting.request;
}

std::optional<fetch::Request> Poller::next_page(Timestamp now) {
  auto request = pages_.next(now, [this](const std::string& host) { return has_room(host); });
  if (request) count_out(html::host_of(request->url));
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

std::chrono::milliseconds Poller::until_next() {
  using namespace std::chrono;
  const std::lock_guard lock(mutex_);
  std::optional<Timestamp> first =
      pages_.next_change([this](const std::string& host) { return has_room(host); });
  const auto next = first_free();
  if (next != due_.end()) first = first ? std::min(*first, next->first) : next->first;
  if (!first) return hours(1);
  const Timestamp now = wall_clock_now();
  if (*first <= now) return milliseconds(0);
  return std::min<milliseconds>(*first - now, hours(1));
}

bool Poller::deliver(fetch::Response&& response) {
  const FeedId id = response.feed;
  const fetch::Kind kind = response.kind;
  const std::string url = response.url;
  if (kind == fetch::Kind::kRobots) {
    const std::lock_guard lock(mutex_);
    count_back(html::host_of(url));
    pages_.take_robots(response, wall_clock_now());
    return true;
  }
  if (!push(response)) return false;
  const std::lock_guard lock(mutex_);
  if (kind == fetch::Kind::kPage) {
    count_back(html::host_of(url));
    pages_.finished(url, wall_clock_now());
  } else if (const auto transfer = host_of_transfer_.extract(id); !transfer.empty()) {
    count_back(transfer.mapped());
  }
  return true;
}

}  // namespace wirefold::app
