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

/// The feed that is due first, now or later, among those whose host is free.
Poller::Due::const_iterator Poller::first_free() const {
  return std::find_if(due_.begin(), due_.end(), [this](const auto& entry) {
    const std::string& host = feeds_.at(entry.second).host;
    const auto busy = transfers_of_.find(host);
    return host.empty() || busy == transfers_of_.end() || busy->second < per_host_;
  });
}

std::optional<fetch::Request> Poller::next_request() {
  const std::lock_guard lock(mutex_);
  const auto next = first_free();
  if (next == due_.end() || next->first > wall_clock_now()) return std::nullopt;
  const FeedId id = next->second;
  due_.erase(next);
  Waiting& waiting = feeds_.at(id);
  waiting.out = true;
  ++transfers_of_[waiting.host];
  host_of_transfer_[id] = waiting.host;
  return waiting.request;
}

std::chrono::milliseconds Poller::until_next() {
  using namespace std::chrono;
  const std::lock_guard lock(mutex_);
  const auto next = first_free();
  if (next == due_.end()) return hours(1);
  const Timestamp now = wall_clock_now();
  if (next->first <= now) return milliseconds(0);
  return std::min<milliseconds>(next->first - now, hours(1));
}

bool Poller::deliver(fetch::Response&& response) {
  const FeedId id = response.feed;
  Work work = std::move(response);
  if (!queue_.try_push(std::move(work))) {
    // Refused, so `work` still holds it: that is try_push()'s promise.
    response = std::get<fetch::Response>(std::move(work));  // NOLINT(bugprone-use-after-move)
    return false;
  }
  const std::lock_guard lock(mutex_);
  const auto transfer = host_of_transfer_.extract(id);
  if (!transfer.empty() && --transfers_of_[transfer.mapped()] == 0) {
    transfers_of_.erase(transfer.mapped());
  }
  return true;
}

}  // namespace wirefold::app
