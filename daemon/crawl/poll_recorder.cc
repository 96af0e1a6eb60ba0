#include "wirefold/crawl/poll_recorder.h"

#include <algorithm>
#include <cmath>

#include "poll_outcome.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/units.h"
#include "wirefold/crawl/options.h"

namespace wirefold::crawl {
namespace {

// A moved feed that fails this many times in a row is polled at its old URL again.
constexpr int kMostFailuresAfterMove = 3;

/// True if the response lists all entries: it is no delta (226), and no 304, which has none.
bool is_list(const fetch::Response& response) {
  return response.status != 226 && response.status != 304;
}

/// True if no listed entry was known. False for a list of one entry, which is new at every change.
bool is_all_new(const PollResult& brought) {
  const std::size_t listed = brought.document == nullptr ? 0 : brought.document->entries.size();
  return listed > 1 && brought.fresh == listed;
}

}  // namespace

void PollRecorder::answered(Feed& feed, const fetch::Response& response,
                            const PollResult& brought) {
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
    changes_.note(feed, "stale_304", LogLevel::kWarning,
                  "the server answered 304 although there were new entries");
  }
  if (note_redirects(state, response.request, now)) {
    changes_.note(feed, "moved", LogLevel::kInfo, state.current_url());
  }
  if (is_list(response)) note_overflow(feed, overflows, missed);
  if (state.failures > 0) changes_.note(feed, "recovered", LogLevel::kInfo, {}, missed);
  state.failures = 0;
  state.failing_since.reset();
  if (brought.document != nullptr) state.crashes = 0;
  state.last_error.clear();
  plan_next(feed, response, schedule::Outcome::kAnswered,
            {brought.document, first ? 0 : brought.fresh});
}

std::optional<Timestamp> PollRecorder::failed(Feed& feed, const fetch::Response& response,
                                              const Error& error) {
  FeedState& state = feed.state;
  ++polls_[response.counts ? "failed" : "unreachable"];
  if (!response.counts) {
    plan_next(feed, response, schedule::Outcome::kUnreachable, {});
    return std::nullopt;
  }
  count_failure(state);
  state.last_error = std::string(to_string(error.code)) + ": " + error.detail;
  const bool elsewhere = !state.moved_to.empty();
  state.gone = response.status == 410 && !elsewhere;
  const auto pause = pause_host(feed, response);
  if (state.gone) {
    changes_.note(feed, "gone", LogLevel::kWarning);
    plan_next(feed, response, schedule::Outcome::kGone, {});
    return pause;
  }
  if (state.failures == 1) changes_.note(feed, "failing", LogLevel::kWarning);
  if (elsewhere && (response.status == 410 || state.failures >= kMostFailuresAfterMove)) {
    move_back(state);
    changes_.note(feed, "moved", LogLevel::kInfo, state.url);
  }
  plan_next(feed, response, schedule::Outcome::kFailed, {});
  return pause;
}

void PollRecorder::crashed(Feed& feed, const std::string& url) {
  FeedState& state = feed.state;
  count_failure(state);
  ++state.crashes;
  state.last_error = std::string(to_string(Errc::kCrash)) + ": wirefold ended while it read " + url;
  if (state.crashes > 1) {
    state.last_error += ", " + std::to_string(state.crashes) + " times in a row";
  }
  changes_.note(feed, "crashed", LogLevel::kWarning);
  plan_next(feed, {}, schedule::Outcome::kCrashed, {});
}

/// A feed that is retried has no failures until its next poll, but fails since the first of before.
void PollRecorder::count_failure(FeedState& state) const {
  ++state.failures;
  if (!state.failing_since) state.failing_since = clock_();
}

/// For a document whose entries are all new; `before` is the state before this poll.
std::uint64_t PollRecorder::count_missed(const FeedState& before, const PollResult& brought) {
  const double missed = missed_entries(before, *brought.document, clock_());
  const auto count = static_cast<std::uint64_t>(std::llround(missed));
  missed_ += count;
  return count;
}

/// Notes the first overflow in a row: more entries came between two answers than the feed lists.
void PollRecorder::note_overflow(Feed& feed, bool overflows, std::uint64_t missed) {
  if (overflows && !feed.overflows) {
    changes_.note(
        feed, "overflow", LogLevel::kWarning,
        "all listed entries are new, so some may be lost; if the feed was reachable all the time, "
        "set a shorter interval for it",
        missed);
  }
  feed.overflows = overflows;
}

/// Notes the pause that the host asks for, which all of its feeds will keep, and returns its end.
std::optional<Timestamp> PollRecorder::pause_host(Feed& feed, const fetch::Response& response) {
  if (config_.fetch.retry_scope != "host") return std::nullopt;
  const auto pause = host_pause(response);
  if (!pause) return std::nullopt;
  feed.state.host_until = clock_() + std::min(*pause, config_.fetch.ceiling);
  return feed.state.host_until;
}

schedule::Next PollRecorder::set_next(Feed& feed, const schedule::Poll& poll) {
  const auto next =
      schedule::next_poll(policy_of(config_, *feed.source), poll, hash64(feed.source->url));
  feed.state.next_poll = next.at;
  feed.state.why = static_cast<std::uint8_t>(next.why);
  return next;
}

/// `brought.fresh` is 0 for the first document.
void PollRecorder::plan_next(Feed& feed, const fetch::Response& response, schedule::Outcome outcome,
                             const PollResult& brought) {
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
  const auto next = set_next(feed, poll);
  if (is_answer) state.last_answer = clock_();
  if (outcome != schedule::Outcome::kUnreachable) {
    state.last_poll = clock_();
    state.status = response.status;
  }
  if (next.capped) {
    changes_.note(feed, "capped", LogLevel::kInfo,
                  "the server asked for a pause longer than fetch.ceiling, " +
                      format_duration(config_.fetch.ceiling));
  }
}

bool PollRecorder::hub_changed(Feed& feed) {
  const FeedState& state = feed.state;
  if (state.gone || state.failures > 0 || !state.last_poll || !state.next_poll) return false;
  // The server's requests at the last poll are not known here, so only our own waits change.
  const auto why = schedule::why_of(state.why);
  const bool own = why == schedule::Why::kPushed || why == schedule::Why::kInterval ||
                   why == schedule::Why::kSeldom;
  if (!own) return false;
  schedule::Poll poll = poll_of(state, {}, *state.last_poll);
  poll.validators = !state.validators.empty();
  poll.pushed = subscriptions_.is_active(state.id);
  set_next(feed, poll);
  return true;
}

}  // namespace wirefold::crawl
