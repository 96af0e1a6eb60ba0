#include "wirefold/crawl/feed_registry.h"

#include <algorithm>
#include <cmath>

#include "wirefold/fetch/feed_access.h"
#include "wirefold/crawl/feed_report.h"
#include "poll_outcome.h"
#include "wirefold/crawl/options.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/units.h"
#include "wirefold/outlet/publisher_of.h"

namespace wirefold::app {
namespace {

constexpr std::size_t kLinesOfHealth = 200;

// A feed that moved, and fails there so often, is looked for at its old place.
constexpr int kFailuresElsewhere = 3;

/// Whose the feed is, as far as that can be told without reading it; else who it said to be when it
/// was first read.
Publisher publisher_of(const FeedSource& source, const Publisher& before) {
  if (!source.outlet.empty()) return {source.outlet, ""};
  const Publisher at = outlet::publisher_at(source.url);
  if (at.is_certain()) return at;
  return before.carrier == at.carrier ? before : Publisher();
}

/// The document is the whole list, and no delta; not 304, which brings none.
bool is_list(const fetch::Response& response) {
  return response.status != 226 && response.status != 304;
}

/// No entry was known before. A list of one entry is always like that.
bool is_all_new(const FeedKeeper::Brought& brought) {
  const std::size_t listed = brought.document == nullptr ? 0 : brought.document->entries.size();
  return listed > 1 && brought.fresh == listed;
}

}  // namespace

void FeedKeeper::load(config::Config& config) {
  std::vector<FeedSource> sources = std::exchange(config.sources, {});
  config_ = config;
  std::map<FeedId, Feed> before = std::move(feeds_);
  feeds_.clear();
  std::vector<FeedPlan> plans;
  store::Store::Transaction transaction(store_);
  for (FeedSource& source : sources) {
    FeedState stored = plausible(store_.feed(source.url));
    Feed feed{std::move(source), std::move(stored), 0, {}, 0};
    const FeedState& state = feed.state;
    set_publisher(feed, publisher_of(feed.source, state.publisher));
    if (const auto old = before.find(state.id); old != before.end()) {
      feed.waiting = old->second.waiting;
      feed.validators = old->second.validators;
      feed.body_hash = old->second.body_hash;
    }
    if (state.host_until) poller_.block_host(state.current_url(), *state.host_until);
    plans.push_back(plan_of(feed));
    feeds_.emplace(state.id, std::move(feed));
  }
  name_unlisted_feeds();
  transaction.commit();
  const auto transfers = static_cast<std::size_t>(config_.fetch.transfers);
  poller_.set_limits(limits_of(config_), config_.pages.spacing,
                     std::max<std::size_t>(1, transfers / 2));
  poller_.set_feeds(plans);
}

/// Those of feeds that are off the list now.
void FeedKeeper::name_unlisted_feeds() {
  for (FeedState& state : store_.feeds_without_publisher()) {
    if (feeds_.contains(state.id)) continue;
    state.publisher = outlet::publisher_at(state.url);
    if (!state.publisher.is_certain()) continue;
    store_.save_feed(state);
    publishers_changed_ = true;
  }
}

bool FeedKeeper::set_publisher(Feed& feed, const Publisher& publisher) {
  if (feed.state.publisher == publisher) return false;
  feed.state.publisher = publisher;
  if (publisher.name.empty()) {  // its next document says
    feed.state.validators = {};
    feed.state.body_hash = 0;
  }
  store_.save_feed(feed.state);
  if (feed.state.last_poll) publishers_changed_ = true;  // else it has brought nothing yet
  return true;
}

/// What was planned when the clock was wrong holds nobody up.
FeedState FeedKeeper::plausible(FeedState state) const {
  const Timestamp latest = clock_() + config_.fetch.ceiling;
  for (auto* const time : {&state.next_poll, &state.host_until}) {
    if (*time && **time > latest) time->reset();
  }
  if (state.last_answer > clock_()) state.last_answer.reset();
  return state;
}

serve::FeedHealth FeedKeeper::health() const {
  std::vector<ReportedFeed> all;
  all.reserve(feeds_.size());
  for (const auto& [id, feed] : feeds_) {
    all.push_back({&feed.source, &feed.state, subscriber_.find(id)});
  }
  serve::FeedHealth out = report_feeds(std::move(all), kLinesOfHealth, clock_());
  out.at = clock_();
  out.cut_off = poller_.cut_off();
  out.polls = polls_;
  out.changes = all_changes_;
  out.missed = missed_;
  return out;
}

Feed* FeedKeeper::find(FeedId id) {
  const auto it = feeds_.find(id);
  return it == feeds_.end() ? nullptr : &it->second;
}

FeedPlan FeedKeeper::plan_of(const Feed& feed) const {
  const FeedState& state = feed.state;
  const std::string& url = state.current_url();  // which may be of another origin than the list's
  FeedPlan plan{state.id, url, state.validators, access_to(feed.source, url), std::nullopt};
  if (state.gone) return plan;
  plan.due = state.next_poll.value_or(Timestamp::min());
  const auto recheck = feed.source.recheck ? config_.fetch.recheck : std::chrono::seconds(0);
  if (wants_whole(state, recheck, std::max(*plan.due, clock_()))) plan.validators = {};
  return plan;
}

void FeedKeeper::answered(Feed& feed, const fetch::Response& response, const Brought& brought) {
  FeedState& state = feed.state;
  const Timestamp now = clock_();
  ++polls_[brought.document != nullptr ? "changed" : "unchanged"];
  const bool first = !state.last_full;  // all of it is new to us, and nothing to hurry for
  const bool overflows = !first && is_list(response) && is_all_new(brought);
  const std::uint64_t missed = overflows ? count_missed(state, brought) : 0;
  if (brought.document != nullptr) {
    note_document(state, *brought.document, !is_list(response), now);
  }
  note_rate(state, brought.fresh, now);
  if (response.status == 304) {
    refresh(state.validators, response.validators);
  } else if (note_body_came(state, response.request, brought.fresh, now)) {
    note(feed, "stale_304", LogLevel::kWarning, "304 was answered though there was something new");
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

void FeedKeeper::failed(Feed& feed, const fetch::Response& response, const Error& error) {
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
  if (elsewhere && (response.status == 410 || state.failures >= kFailuresElsewhere)) {
    move_back(state);
    note(feed, "moved", LogLevel::kInfo, state.url);
  }
  schedule_next(feed, response, schedule::Outcome::kFailed, {});
}

void FeedKeeper::crashed(Feed& feed, const std::string& url) {
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

/// Of a feed whose document is all new, as it was before.
std::uint64_t FeedKeeper::count_missed(const FeedState& before, const Brought& brought) {
  const double missed = missed_entries(before, *brought.document, clock_());
  const auto count = static_cast<std::uint64_t>(std::llround(missed));
  missed_ += count;
  return count;
}

/// Between two answers more came than the feed lists.
void FeedKeeper::note_overflow(Feed& feed, bool overflows, std::uint64_t missed) {
  if (overflows && !feed.overflows) {
    note(feed, "overflow", LogLevel::kWarning,
         "all it lists is new, so some may be lost; if the feed was reachable all the time, set a "
         "shorter interval for it",
         missed);
  }
  feed.overflows = overflows;
}

/// All feeds of a host that is asked too much wait, not only the one that heard of it.
void FeedKeeper::pause_host(Feed& feed, const fetch::Response& response) {
  if (config_.fetch.retry_scope != "host") return;
  const auto pause = host_pause(response);
  if (!pause) return;
  feed.state.host_until = clock_() + std::min(*pause, config_.fetch.ceiling);
  poller_.block_host(response.request.url, *feed.state.host_until);
}

/// `brought.fresh` is 0 for the first document.
void FeedKeeper::schedule_next(Feed& feed, const fetch::Response& response,
                               schedule::Outcome outcome, const Brought& brought) {
  FeedState& state = feed.state;
  const bool is_answer = outcome == schedule::Outcome::kAnswered;
  // The clock's second may be nearly over, and no wait is to be shorter than was asked for.
  schedule::Poll poll = poll_of(state, response, clock_() + std::chrono::seconds(1));
  poll.outcome = outcome;
  poll.fresh = brought.fresh;
  const bool moved = is_list(response) && (brought.fresh > 0 || !state.last_answer);
  if (brought.document != nullptr && moved) poll.half_age = half_age(*brought.document, clock_());
  if (outcome == schedule::Outcome::kFailed && response.incomplete) poll.fresh_for.reset();
  poll.pushed = subscriber_.is_active(state.id);
  const auto next =
      schedule::next_poll(policy_of(config_, feed.source), poll, hash64(feed.source.url));
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
         "asked for more than fetch.ceiling, " + format_duration(config_.fetch.ceiling));
  }
}

void FeedKeeper::hub_changed(Feed& feed) {
  FeedState& state = feed.state;
  if (state.gone || state.failures > 0 || !state.last_poll || !state.next_poll) return;
  // What the server asked for at the last poll is not known here: only a wait of our own shrinks.
  const auto why = schedule::why_of(state.why);
  const bool own = why == schedule::Why::kPushed || why == schedule::Why::kInterval ||
                   why == schedule::Why::kSeldom;
  if (!own) return;
  schedule::Poll poll = poll_of(state, {}, *state.last_poll);
  poll.validators = !state.validators.empty();
  poll.pushed = subscriber_.is_active(state.id);
  const auto next =
      schedule::next_poll(policy_of(config_, feed.source), poll, hash64(feed.source.url));
  state.next_poll = next.at;
  state.why = static_cast<std::uint8_t>(next.why);
  save(feed);
  replanned_.push_back(state.id);
}

bool FeedKeeper::take_retries() {
  bool any = false;
  for (FeedState& state : store_.due_feeds()) {
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

void FeedKeeper::shift(std::chrono::seconds by) {
  for (auto& [id, feed] : feeds_) {
    for (auto* const time :
         {&feed.state.next_poll, &feed.state.host_until, &feed.state.last_answer}) {
      if (*time) **time += by;
    }
  }
}

void FeedKeeper::note(const Feed& feed, std::string_view what, LogLevel level, std::string detail,
                      std::optional<std::uint64_t> missed) {
  ++all_changes_[std::string(what)];
  changes_.push_back({feed.state.id, std::string(what), level, std::move(detail), missed});
}

void FeedKeeper::log(const Change& change) const {
  const Feed& feed = feeds_.at(change.feed);
  LogEvent event("feed", LogArea::kFetch, change.level);
  event.field("state", change.what).field("url", feed.source.url);
  if (change.missed) event.field("missed", *change.missed);
  if (!change.detail.empty()) event.text(change.what == "moved" ? "to" : "detail", change.detail);
  if (!feed.state.last_error.empty()) event.text("error", feed.state.last_error);
  if (feed.state.next_poll) {
    event.field("next", format_rfc3339(*feed.state.next_poll));
    event.text("why", schedule::words(schedule::why_of(feed.state.why)));
  }
  event.emit();
}

void FeedKeeper::publish() {
  for (const Change& change : changes_) log(change);
  for (const FeedId id : polled_) poller_.reschedule(plan_of(feeds_.at(id)));
  for (const FeedId id : replanned_) poller_.replan(plan_of(feeds_.at(id)));
  changes_.clear();
  polled_.clear();
  replanned_.clear();
}

void FeedKeeper::save_validators(const Feed& feed) {
  store_.save_feed(feed.state);
  poller_.set_validators(feed.state.id, feed.state.validators);
}

}  // namespace wirefold::app
