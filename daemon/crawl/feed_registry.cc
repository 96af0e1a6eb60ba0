#include "wirefold/crawl/feed_registry.h"

#include <algorithm>
#include <cassert>

#include "poll_outcome.h"
#include "wirefold/crawl/feed_report.h"
#include "wirefold/crawl/options.h"
#include "wirefold/fetch/feed_access.h"
#include "wirefold/outlet/publisher_of.h"

namespace wirefold::crawl {
namespace {

constexpr std::size_t kLinesOfHealth = 200;

/// The publisher of the feed by the operator's setting or its URL; else `before`, which its
/// document named, unless that is of another carrier.
Publisher publisher_of(const FeedSource& source, const Publisher& before) {
  if (!source.outlet.empty()) return {source.outlet, ""};
  const Publisher at = outlet::publisher_at(source.url);
  if (at.is_certain()) return at;
  return before.carrier == at.carrier ? before : Publisher();
}

}  // namespace

void FeedRegistry::load(config::Config& config, store::FeedWriter& to) {
  assert(check_.is_here());
  std::vector<FeedSource> sources = std::exchange(config.sources, {});
  config_ = config;
  const FeedMap before = std::exchange(feeds_, {});
  facts_.clear();
  std::vector<std::string> urls;
  for (const FeedSource& source : sources) urls.push_back(source.url);
  std::vector<FeedState> states = to.enter(urls);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    Feed feed{std::make_shared<FeedSource>(std::move(sources[i])),
              plausible(std::move(states[i])),
              0,
              {},
              0};
    const FeedState& state = feed.state;
    set_publisher(feed, publisher_of(*feed.source, state.publisher), to);
    if (const auto old = before.find(state.id); old != before.end()) {
      feed.waiting = old->second.waiting;
      feed.validators = old->second.validators;
      feed.body_hash = old->second.body_hash;
    }
    note_facts(feed);
    feeds_.emplace(state.id, std::move(feed));
  }
  name_unlisted_feeds(to);
}

void FeedRegistry::schedule_all() {
  assert(check_.is_here());
  std::vector<FeedPlan> plans;
  for (const auto& [id, feed] : feeds_) {
    const FeedState& state = feed.state;
    if (state.host_until) scheduler_.block_host(state.current_url(), *state.host_until);
    plans.push_back(plan_of(feed));
  }
  const auto transfers = static_cast<std::size_t>(config_.fetch.transfers);
  scheduler_.set_limits(limits_of(config_), config_.pages.spacing,
                        std::max<std::size_t>(1, transfers / 2));
  scheduler_.set_feeds(plans);
}

/// Sets the unknown publishers of feeds that are no longer on the list.
void FeedRegistry::name_unlisted_feeds(store::FeedWriter& to) {
  for (FeedState& state : stored_.without_publisher()) {
    if (feeds_.contains(state.id)) continue;
    state.publisher = outlet::publisher_at(state.url);
    if (!state.publisher.is_certain()) continue;
    to.save(state);
    publishers_changed_ = true;
  }
}

bool FeedRegistry::set_publisher(Feed& feed, const Publisher& publisher, store::FeedWriter& to) {
  assert(check_.is_here());
  if (feed.state.publisher == publisher) return false;
  feed.state.publisher = publisher;
  if (publisher.name.empty()) {  // the next poll must bring a document, which may name it
    feed.state.validators = {};
    feed.state.body_hash = 0;
  }
  save(feed, to);
  if (feed.state.last_poll) publishers_changed_ = true;  // else it has no articles yet
  return true;
}

/// Drops times that are too far in the future because they were planned by a wrong clock.
FeedState FeedRegistry::plausible(FeedState state) const {
  const Timestamp latest = clock_() + config_.fetch.ceiling;
  for (auto* const time : {&state.next_poll, &state.host_until}) {
    if (*time && **time > latest) time->reset();
  }
  if (state.last_answer > clock_()) state.last_answer.reset();
  return state;
}

FeedHealth FeedRegistry::health() const {
  assert(check_.is_here());
  std::vector<ReportedFeed> all;
  all.reserve(feeds_.size());
  for (const auto& [id, feed] : feeds_) {
    all.push_back({feed.source.get(), &feed.state, subscriptions_.find(id)});
  }
  FeedHealth out = report_feeds(std::move(all), kLinesOfHealth, clock_());
  out.at = clock_();
  out.cut_off = scheduler_.cut_off();
  out.polls = recorder_.polls();
  out.changes = changes_.counts();
  out.missed = recorder_.missed();
  return out;
}

Feed* FeedRegistry::find(FeedId id) {
  assert(check_.is_here());
  const auto it = feeds_.find(id);
  return it == feeds_.end() ? nullptr : &it->second;
}

const Feed* FeedRegistry::find(FeedId id) const {
  assert(check_.is_here());
  const auto it = feeds_.find(id);
  return it == feeds_.end() ? nullptr : &it->second;
}

FeedPlan FeedRegistry::plan_of(const Feed& feed) const {
  const FeedState& state = feed.state;
  const std::string& url = state.current_url();  // may be of another origin than the list's
  FeedPlan plan{state.id, url, state.validators, fetch::access_to(*feed.source, url), std::nullopt};
  if (state.gone) return plan;
  plan.due = state.next_poll.value_or(Timestamp::min());
  const auto recheck = feed.source->recheck ? config_.fetch.recheck : std::chrono::seconds(0);
  if (wants_whole(state, recheck, std::max(*plan.due, clock_()))) plan.validators = {};
  return plan;
}

/// The plans of `feeds`, which is empty afterwards.
std::vector<FeedPlan> FeedRegistry::take_plans(std::vector<FeedId>& feeds) const {
  std::vector<FeedPlan> out;
  out.reserve(feeds.size());
  for (const FeedId id : feeds) out.push_back(plan_of(feeds_.at(id)));
  feeds.clear();
  return out;
}

void FeedRegistry::answered(Feed& feed, const fetch::Response& response,
                            const PollResult& brought) {
  assert(check_.is_here());
  recorder_.answered(feed, response, brought);
  polled_.push_back(feed.state.id);
}

void FeedRegistry::failed(Feed& feed, const fetch::Response& response, const Error& error) {
  assert(check_.is_here());
  const auto pause = recorder_.failed(feed, response, error);
  if (pause) scheduler_.block_host(response.request.url, *pause);
  polled_.push_back(feed.state.id);
}

void FeedRegistry::crashed(Feed& feed, const std::string& url) {
  assert(check_.is_here());
  recorder_.crashed(feed, url);
  polled_.push_back(feed.state.id);
}

void FeedRegistry::hub_changed(Feed& feed, store::FeedWriter& to) {
  assert(check_.is_here());
  if (!recorder_.hub_changed(feed)) return;
  save(feed, to);
  replanned_.push_back(feed.state.id);
}

bool FeedRegistry::take_retries() {
  assert(check_.is_here());
  bool any = false;
  for (FeedState& state : stored_.due()) {
    Feed* const feed = find(state.id);
    const bool waits = feed != nullptr && (feed->state.gone || feed->state.next_poll);
    if (!waits) continue;
    feed->state = plausible(std::move(state));
    replanned_.push_back(feed->state.id);
    changes_.note(*feed, "retried", LogLevel::kInfo);
    any = true;
  }
  return any;
}

void FeedRegistry::shift(std::chrono::seconds by) {
  assert(check_.is_here());
  for (auto& [id, feed] : feeds_) {
    for (auto* const time :
         {&feed.state.next_poll, &feed.state.host_until, &feed.state.last_answer}) {
      if (*time) **time += by;
    }
  }
}

void FeedRegistry::publish() {
  assert(check_.is_here());
  changes_.log(feeds_);
  if (!polled_.empty()) scheduler_.reschedule(take_plans(polled_));
  if (!replanned_.empty()) scheduler_.replan(take_plans(replanned_));
}

void FeedRegistry::save(const Feed& feed, store::FeedWriter& to) {
  assert(check_.is_here());
  to.save(feed.state);
  note_facts(feed);
}

void FeedRegistry::note_facts(const Feed& feed) {
  const FeedState& state = feed.state;
  facts_.set(
      {state.id, feed.source, state.moved_to, state.publisher, state.body_hash, state.crashes > 0});
}

void FeedRegistry::save_validators(const Feed& feed, store::FeedWriter& to) {
  assert(check_.is_here());
  save(feed, to);
  scheduler_.set_validators(feed.state.id, feed.state.validators);
}

}  // namespace wirefold::crawl
