#include "poll_outcome.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "wirefold/schedule/publish_rate.h"

namespace wirefold::crawl {
namespace {

// A maintenance page ends within a day, and a mistake within two (Vienna issue 1546).
constexpr int kMovePolls = 3;
constexpr std::chrono::seconds kMoveTime = std::chrono::days(2);

// For a 429 without Retry-After (Tiny Tiny RSS: 1 to 2 h).
constexpr std::chrono::seconds kPauseUnsaid = std::chrono::hours(1);

constexpr std::chrono::seconds kRecheckAfterFalse304 = std::chrono::days(1);

// Of one poll; a higher estimate is an error.
constexpr double kMostMissed = 1e6;

/// The dates of its entries, without those in the future.
std::vector<Timestamp> dates_of(const ParsedFeed& document, Timestamp now) {
  std::vector<Timestamp> dates;
  for (const Entry& entry : document.entries) {
    if (entry.published && *entry.published <= now) dates.push_back(*entry.published);
  }
  return dates;
}

}  // namespace

void refresh(Validators& stored, const Validators& received) {
  if (!received.etag.empty()) stored.etag = received.etag;
  if (!received.last_modified.empty()) stored.last_modified = received.last_modified;
}

void note_document(FeedState& state, const ParsedFeed& document, bool delta, Timestamp now) {
  if (delta) return;
  if (document.whole) state.last_read = now;
  state.hints = document.hints;
  state.listed = document.entries.size();
  if (state.rate == PublishRate{}) state.rate = schedule::rate_of(dates_of(document, now), now);
}

void note_rate(FeedState& state, std::size_t fresh, Timestamp now) {
  if (!state.last_full || !state.last_answer) return;  // the first document was all new
  state.rate = schedule::after_poll(state.rate, fresh, now - *state.last_answer);
}

bool note_body_came(FeedState& state, const fetch::Request& request, std::size_t fresh,
                    Timestamp now) {
  const bool asked_for_all = request.validators.empty() && !state.validators.empty();
  const bool was_lying = state.stale_304s > 0;
  if (!asked_for_all) {
    state.stale_304s = 0;  // the server noticed the change
  } else if (fresh > 0) {
    ++state.stale_304s;
  }
  state.last_full = now;
  return state.stale_304s > 0 && !was_lying;
}

bool wants_whole(const FeedState& state, std::chrono::seconds recheck, Timestamp at) {
  if (recheck.count() == 0 || state.validators.empty() || !state.last_full) return false;
  const auto wait = state.stale_304s > 0 ? std::min(recheck, kRecheckAfterFalse304) : recheck;
  return at >= *state.last_full + wait;
}

bool note_redirects(FeedState& state, const fetch::Request& request, Timestamp now) {
  if (request.chain.empty() || !request.permanent) {
    state.move = {};
    return false;
  }
  if (state.move.url != request.url) state.move = {request.url, now, 0};
  ++state.move.polls;
  if (state.move.polls < kMovePolls || now - state.move.since < kMoveTime) return false;
  state.moved_to = request.url == state.url ? "" : request.url;
  state.move = {};
  return true;
}

bool move_back(FeedState& state) {
  if (state.moved_to.empty()) return false;
  state.moved_to.clear();
  state.move = {};
  return true;
}

std::optional<std::chrono::seconds> host_pause(const fetch::Response& response) {
  if (response.status == 429) return response.retry_after.value_or(kPauseUnsaid);
  return response.status == 503 ? response.retry_after : std::nullopt;
}

std::optional<std::chrono::seconds> half_age(const ParsedFeed& document, Timestamp now) {
  std::vector<Timestamp> dates = dates_of(document, now);
  const std::size_t half = (document.entries.size() + 1) / 2;
  if (half == 0 || dates.size() < half) return std::nullopt;
  const auto nth = dates.begin() + static_cast<std::ptrdiff_t>(half - 1);
  std::ranges::nth_element(dates, nth, std::greater{});
  return now - *nth;
}

double missed_entries(const FeedState& state, const ParsedFeed& document, Timestamp now) {
  if (!state.last_answer) return 0;
  const std::vector<Timestamp> dates = dates_of(document, now);
  const bool dated = !dates.empty();
  const Timestamp from = dated ? *std::ranges::min_element(dates) : now;
  const double unseen = static_cast<double>((from - *state.last_answer).count());
  const auto gap = static_cast<double>(schedule::mean_gap(state.rate).count());
  const double listed = dated ? 0 : static_cast<double>(document.entries.size());
  return std::clamp(unseen / std::max(gap, 1.0) - listed, 0.0, kMostMissed);
}

schedule::Poll poll_of(const FeedState& state, const fetch::Response& response, Timestamp now) {
  schedule::Poll poll;
  poll.at = now;
  poll.failures = state.failures;
  poll.crashes = state.crashes;
  poll.limited = response.status == 429 || response.status == 503;
  const bool keeps = response.status == 304 || response.broke_off;
  const Validators& next = keeps ? state.validators : response.validators;
  poll.validators = !next.empty() || state.url.starts_with("file:");  // costs no transfer
  poll.fresh_for = response.fresh_for;
  poll.retry_after = response.retry_after;
  poll.hints = state.hints;
  poll.rate = state.rate;
  poll.listed = state.listed;
  if (state.last_answer) poll.since_answer = now - *state.last_answer;
  return poll;
}

}  // namespace wirefold::crawl
