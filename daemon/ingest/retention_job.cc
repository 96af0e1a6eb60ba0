#include "wirefold/ingest/retention_job.h"

#include <cassert>

#include "wirefold/base/log.h"
#include "wirefold/base/units.h"

namespace wirefold::ingest {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

// Pause while there is nothing to do.
constexpr minutes kEvery(1);

// Time after a start in which the machine sets its clock.
constexpr minutes kSetsClock(10);

// Pause if the clock may be wrong, and between warnings: the operator has read the log by then.
constexpr days kClockDoubt(1);
constexpr days kLongAway(7);
constexpr hours kGreatJump(1);

// Kept beyond the fold window, because entries wait for pages and clocks differ.
constexpr days kMargin(1);

}  // namespace

RetentionJob::RetentionJob(store::Database& database, WallClock clock)
    : database_(database), clock_(std::move(clock)) {
  rest(kSetsClock);
  const auto last = database_.upkeep().last_change();
  if (!last || clock_() < *last + kLongAway) return;
  LogEvent("retention", LogArea::kDaemon, LogLevel::kWarning)
      .field("state", "waits")
      .text("error", "nothing was stored since " + format_rfc3339(*last) +
                         ": if the clock is right, the daemon forgets stories again in a day")
      .emit();
  rest(kClockDoubt);
}

void RetentionJob::clock_jumped(std::chrono::seconds by) {
  assert(check_.is_here());
  rest(by < -kGreatJump || by > kGreatJump ? std::chrono::seconds(kClockDoubt)
                                           : std::chrono::seconds(kSetsClock));
}

store::Keep RetentionJob::keep(Timestamp now) const {
  store::Keep out;
  if (config_.state.keep.count() > 0) out.since = now - config_.state.keep;
  out.max_bytes = config_.state.max_size;
  out.window = now - config_.fold.window - config_.fold.settle - kMargin;
  out.newest = static_cast<std::size_t>(config_.serve.stories);
  return out;
}

bool RetentionJob::step() {
  assert(check_.is_here());
  const Timestamp now = clock_();
  if (now < next_step_) return false;
  const auto transaction = database_.begin();
  const store::Forgotten forgotten = transaction->upkeep().forget(keep(now), now);
  const bool more = forgotten.more || transaction->upkeep().tidy(now);
  transaction->commit();
  stories_ += forgotten.stories;
  articles_ += forgotten.articles;
  if (forgotten.too_large) warn_too_large(now);
  if (more) return true;
  log();
  rest(kEvery);
  return false;
}

void RetentionJob::log() {
  if (stories_ == 0) return;
  LogEvent("retention", LogArea::kDaemon)
      .field("state", "forgot")
      .field("stories", stories_)
      .field("articles", articles_)
      .field("bytes", database_.upkeep().bytes())
      .emit();
  stories_ = 0;
  articles_ = 0;
}

void RetentionJob::warn_too_large(Timestamp now) {
  if (now < next_complaint_) return;
  next_complaint_ = now + kClockDoubt;
  LogEvent("retention", LogArea::kDaemon, LogLevel::kWarning)
      .field("state", "too_large")
      .field("bytes", database_.upkeep().bytes())
      .text("error", "the articles that fold.window needs take more than state.max_size, " +
                         format_size(config_.state.max_size))
      .emit();
}

}  // namespace wirefold::ingest
