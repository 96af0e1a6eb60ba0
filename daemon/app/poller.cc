#include "poller.h"

#include <algorithm>

namespace wirefold::app {

void Poller::set_feeds(const std::vector<FeedState>& feeds) {
  const std::lock_guard lock(mutex_);
  std::set<FeedId> still_out;
  for (const auto& [id, waiting] : feeds_) {
    if (waiting.out) still_out.insert(id);
  }
  feeds_.clear();
  due_.clear();
  for (const FeedState& state : feeds) enqueue(state, still_out.contains(state.id));
}

void Poller::reschedule(const FeedState& state) {
  const std::lock_guard lock(mutex_);
  if (feeds_.contains(state.id)) enqueue(state, false);
}

void Poller::enqueue(const FeedState& state, bool out) {
  if (const auto it = feeds_.find(state.id); it != feeds_.end() && it->second.due) {
    due_.erase({*it->second.due, state.id});
  }
  Waiting waiting{{state.id, state.url, state.validators}, std::nullopt, out};
  if (!state.gone) waiting.due = state.next_poll.value_or(Timestamp::min());
  if (waiting.due && !out) due_.emplace(*waiting.due, state.id);
  feeds_[state.id] = std::move(waiting);
}

std::optional<fetch::Request> Poller::next_request() {
  const std::lock_guard lock(mutex_);
  if (due_.empty() || due_.begin()->first > wall_clock_now()) return std::nullopt;
  Waiting& waiting = feeds_.at(due_.begin()->second);
  due_.erase(due_.begin());
  waiting.out = true;
  return waiting.request;
}

std::chrono::milliseconds Poller::until_next() {
  using namespace std::chrono;
  const std::lock_guard lock(mutex_);
  if (due_.empty()) return hours(1);
  const Timestamp now = wall_clock_now();
  if (due_.begin()->first <= now) return milliseconds(0);
  return std::min<milliseconds>(due_.begin()->first - now, hours(1));
}

bool Poller::deliver(fetch::Response&& response) {
  Work work = std::move(response);
  if (queue_.try_push(std::move(work))) return true;
  // Refused, so `work` still holds it: that is try_push()'s promise.
  response = std::get<fetch::Response>(std::move(work));  // NOLINT(bugprone-use-after-move)
  return false;
}

}  // namespace wirefold::app
