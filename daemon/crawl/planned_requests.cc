#include "wirefold/crawl/planned_requests.h"

#include <utility>

#include "wirefold/crawl/requests.h"
#include "wirefold/html/url.h"

namespace wirefold::crawl {
namespace {

using Key = schedule::Agenda::Key;

// Requests that are no polls: the target of a redirect, and a feed's request to its hub.
constexpr Key kHop = Key{1} << 63;
constexpr Key kHub = Key{1} << 62;

Key key_of(FeedId feed) { return static_cast<Key>(to_int(feed)); }

}  // namespace

void PlannedRequests::set_feeds(const std::vector<FeedPlan>& feeds) {
  std::set<FeedId> still_out = in_transfer_;  // a feed may leave the list and return meanwhile
  for (const auto& [id, waiting] : feeds_) {
    if (waiting.out) still_out.insert(id);
    agenda_.remove(key_of(id));
  }
  feeds_.clear();
  for (const FeedPlan& feed : feeds) plan(feeds_[feed.id], feed, still_out.contains(feed.id));
}

void PlannedRequests::reschedule(FeedPlan feed) {
  const auto it = feeds_.find(feed.id);
  if (it != feeds_.end()) plan(it->second, std::move(feed), false);
}

void PlannedRequests::replan(FeedPlan feed) {
  const auto it = feeds_.find(feed.id);
  if (it != feeds_.end()) plan(it->second, std::move(feed), it->second.out);
}

void PlannedRequests::plan(Waiting& waiting, FeedPlan feed, bool out) {
  waiting.plan = std::move(feed);
  waiting.out = out;
  const FeedPlan& plan = waiting.plan;
  if (out || !plan.due) {
    agenda_.remove(key_of(plan.id));
  } else {
    agenda_.put(key_of(plan.id), html::host_of(plan.url), *plan.due);
  }
}

void PlannedRequests::set_validators(FeedId feed, const Validators& validators) {
  if (const auto it = feeds_.find(feed); it != feeds_.end()) {
    it->second.plan.validators = validators;
  }
}

void PlannedRequests::plan_hub_request(fetch::Request request, Timestamp when) {
  const Key key = kHub | key_of(feed_of(request));
  plan_once(key, std::move(request), when);
}

void PlannedRequests::drop_hub_request(FeedId feed) {
  agenda_.remove(kHub | key_of(feed));
  once_.erase(kHub | key_of(feed));
}

void PlannedRequests::add_hop(fetch::Request request, Timestamp when) {
  plan_once(kHop | ++last_hop_, std::move(request), when);
}

void PlannedRequests::plan_once(Key key, fetch::Request request, Timestamp when) {
  agenda_.put(key, html::host_of(request.url), when);
  once_[key] = std::move(request);
}

std::optional<fetch::Request> PlannedRequests::next(Timestamp now) {
  const auto key = agenda_.take(now);
  if (!key) return std::nullopt;
  if ((*key & (kHop | kHub)) != 0) return std::move(once_.extract(*key).mapped());
  Waiting& waiting = feeds_.at(FeedId{static_cast<std::int64_t>(*key)});
  waiting.out = true;
  in_transfer_.insert(waiting.plan.id);
  const FeedPlan& plan = waiting.plan;
  return poll_request(plan.id, plan.url, plan.validators, plan.access);
}

std::optional<bool> PlannedRequests::was_unreachable(FeedId feed) const {
  const auto it = feeds_.find(feed);
  return it == feeds_.end() ? std::nullopt : std::optional(it->second.unreachable);
}

}  // namespace wirefold::crawl
