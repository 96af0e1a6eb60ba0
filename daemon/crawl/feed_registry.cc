#include "wirefold/crawl/feed_registry.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "poll_outcome.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/units.h"
#include "wirefold/crawl/feed_report.h"
#include "wirefold/crawl/options.h"
#include "wirefold/fetch/feed_access.h"
#include "wirefold/outlet/publisher_of.h"

namespace wirefold::crawl {
namespace {

constexpr std::size_t kLinesOfHealth = 200;

// A moved feed that fails this many times in a row is polled at its old URL again.
constexpr int kMostFailuresAfterMove = 3;

/// The publisher of the feed by the operator's setting or its URL; else `before`, which its
/// document named, unless that is of another carrier.
Publisher publisher_of(const FeedSource& source, const Publisher& before) {
  if (!source.outlet.empty()) return {source.outlet, ""};
  const Publisher at = outlet::publisher_at(source.url);
  if (at.is_certain()) return at;
  return before.carrier == at.carrier ? before : Publisher();
}

/// True if the response lists all entries: it is no delta (226), and no 304, which has none.
bool is_list(const fetch::Response& response) {
  return response.status != 226 && response.status != 304;
}

/// True if no listed entry was known. False for a list of one entry, which is new at every change.
bool is_all_new(const FeedRegistry::PollResult& brought) {
  const std::size_t listed = brought.document == nullptr ? 0 : brought.document->entries.size();
  return listed > 1 && brought.fresh == listed;
}

}  // namespace

void FeedRegistry::load(config::Config& config, store::FeedWriter& to) {
  assert(check_.is_here());
  std::vector<FeedSource> sources = std::exchange(config.sources, {});
  config_ = config;
  const std::map<FeedId, Feed> before = std::exchange(feeds_, {});
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
  out.polls = polls_;
  out.changes = all_changes_;
  out.missed = missed_;
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
  FeedState& state = feed.state;
  const Timestamp now = clock_();
  ++polls_[brought.document != nullptr ? "changed" : "unchanged"];
  const bool first = !state.last_full;  // all entries are new, which is no reason to poll sooner
  const bool overflows = !first && is_list(response) && is_all_new(brought);
  const std::uint64_t missed = overflows ? count_missed(state, brought) : 0;
  if (brought.document != nullptr) {
    note_document(state, *brought.document, !is_list(response), now);
  }
  note_rate(state, brought.fresh, now);
  if (response.status == 304) {
    refresh(state.validators, response.validators);
  } else if (note_body_came(state, response.request, brought.fresh, now)) {
    note(feed, "stale_304", LogLevel::kWarning,
         "the server answered 304 although there were new entries");
  }
  if (note_redirects(state, response.request, now)) {
    note(feed, "moved", LogLevel::kInfo, state.current_url());
  }
  if (is_list(response)) note_overflow(feed, overflows, missed);
  if (state.failures > 0) note(feed, "recovered", LogLevel::kInfo, {}, missed);
  state.failures = 0;
  if (brought.document != nullptr) state.crashes = 0;
  state.last_error.clear();
  schedule_next(feed, response, schedule::Outcome::kAnswered,
                {brought.document, first ? 0 : brought.fresh});
}

void FeedRegistry::failed(Feed& feed, const fetch::Response& response, const Error& error) {
  assert(check_.is_here());
  FeedState& state = feed.state;
  ++polls_[response.counts ? "failed" : "unreachable"];
  if (!response.counts) {
    schedule_next(feed, response, schedule::Outcome::kUnreachable, {});
    return;
  }
  ++state.failures;
  state.last_error = std::string(to_string(error.code)) + ": " + error.detail;
  const bool elsewhere = !state.moved_to.empty();
  state.gone = response.status == 410 && !elsewhere;
  pause_host(feed, response);
  if (state.gone) {
    note(feed, "gone", LogLevel::kWarning);
    schedule_next(feed, response, schedule::Outcome::kGone, {});
    return;
  }
  if (state.failures == 1) note(feed, "failing", LogLevel::kWarning);
  if (elsewhere && (response.status == 410 || state.failures >= kMostFailuresAfterMove)) {
    move_back(state);
    note(feed, "moved", LogLevel::kInfo, state.url);
  }
  schedule_next(feed, response, schedule::Outcome::kFailed, {});
}

void FeedRegistry::crashed(Feed& feed, const std::string& url) {
  assert(check_.is_here());
  FeedState& state = feed.state;
  ++state.failures;
  ++state.crashes;
  state.last_error = std::string(to_string(Errc::kCrash)) + ": wirefold ended while it read " + url;
  if (state.crashes > 1) {
    state.last_error += ", " + std::to_string(state.crashes) + " times in a row";
  }
  note(feed, "crashed", LogLevel::kWarning);
  schedule_next(feed, {}, schedule::Outcome::kCrashed, {});
}

/// For a document whose entries are all new; `before` is the state before this poll.
std::uint64_t FeedRegistry::count_missed(const FeedState& before, const PollResult& brought) {
  const double missed = missed_entries(before, *brought.document, clock_());
  const auto count = static_cast<std::uint64_t>(std::llround(missed));
  missed_ += count;
  return count;
}

/// Logs the first overflow in a row: more entries came between two answers than the feed lists.
void FeedRegistry::note_overflow(Feed& feed, bool overflows, std::uint64_t missed) {
  if (overflows && !feed.overflows) {
    note(feed, "overflow", LogLevel::kWarning,
         "all listed entries are new, so some may be lost; if the feed was reachable all the time, "
         "set a shorter interval for it",
         missed);
  }
  feed.overflows = overflows;
}

/// If the host asks for a pause, all of its feeds wait and not only this one, unless
/// fetch.retry_scope is "feed".
void FeedRegistry::pause_host(Feed& feed, const fetch::Response& response) {
  if (config_.fetch.retry_scope != "host") return;
  const auto pause = host_pause(response);
  if (!pause) return;
  feed.state.host_until = clock_() + std::min(*pause, config_.fetch.ceiling);
  scheduler_.block_host(response.request.url, *feed.state.host_until);
}

/// `brought.fresh` is 0 for the first document.
void FeedRegistry::schedule_next(Feed& feed, const fetch::Response& response,
                                 schedule::Outcome outcome, const PollResult& brought) {
  FeedState& state = feed.state;
  const bool is_answer = outcome == schedule::Outcome::kAnswered;
  // The current second may be nearly over, and no wait may be shorter than the server asked for.
  schedule::Poll poll = poll_of(state, response, clock_() + std::chrono::seconds(1));
  poll.outcome = outcome;
  poll.fresh = brought.fresh;
  const bool moved = is_list(response) && (brought.fresh > 0 || !state.last_answer);
  if (brought.document != nullptr && moved) poll.half_age = half_age(*brought.document, clock_());
  if (outcome == schedule::Outcome::kFailed && response.incomplete) poll.fresh_for.reset();
  poll.pushed = subscriptions_.is_active(state.id);
  const auto next =
      schedule::next_poll(policy_of(config_, *feed.source), poll, hash64(feed.source->url));
  if (is_answer) state.last_answer = clock_();
  if (outcome != schedule::Outcome::kUnreachable) {
    state.last_poll = clock_();
    state.status = response.status;
  }
  state.next_poll = next.at;
  state.why = static_cast<std::uint8_t>(next.why);
  polled_.push_back(state.id);
  if (next.capped) {
    note(feed, "capped", LogLevel::kInfo,
         "the server asked for a pause longer than fetch.ceiling, " +
             format_duration(config_.fetch.ceiling));
  }
}

void FeedRegistry::hub_changed(Feed& feed, store::FeedWriter& to) {
  assert(check_.is_here());
  FeedState& state = feed.state;
  if (state.gone || state.failures > 0 || !state.last_poll || !state.next_poll) return;
  // The server's requests at the last poll are not known here, so only our own waits change.
  const auto why = schedule::why_of(state.why);
  const bool own = why == schedule::Why::kPushed || why == schedule::Why::kInterval ||
                   why == schedule::Why::kSeldom;
  if (!own) return;
  schedule::Poll poll = poll_of(state, {}, *state.last_poll);
  poll.validators = !state.validators.empty();
  poll.pushed = subscriptions_.is_active(state.id);
  const auto next =
      schedule::next_poll(policy_of(config_, *feed.source), poll, hash64(feed.source->url));
  state.next_poll = next.at;
  state.why = static_cast<std::uint8_t>(next.why);
  save(feed, to);
  replanned_.push_back(state.id);
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
    note(*feed, "retried", LogLevel::kInfo);
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

void FeedRegistry::note(const Feed& feed, std::string_view what, LogLevel level, std::string detail,
                        std::optional<std::uint64_t> missed) {
  ++all_changes_[std::string(what)];
  changes_.push_back({feed.state.id, std::string(what), level, std::move(detail), missed});
}

void FeedRegistry::log(const Change& change) const {
  const Feed& feed = feeds_.at(change.feed);
  LogEvent event("feed", LogArea::kFetch, change.level);
  event.field("state", change.what).field("url", feed.source->url);
  if (change.missed) event.field("missed", *change.missed);
  if (!change.detail.empty()) event.text(change.what == "moved" ? "to" : "detail", change.detail);
  if (!feed.state.last_error.empty()) event.text("error", feed.state.last_error);
  if (feed.state.next_poll) {
    event.field("next", format_rfc3339(*feed.state.next_poll));
    event.text("why", schedule::words(schedule::why_of(feed.state.why)));
  }
  event.emit();
}

void FeedRegistry::publish() {
  assert(check_.is_here());
  for (const Change& change : changes_) log(change);
  changes_.clear();
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
