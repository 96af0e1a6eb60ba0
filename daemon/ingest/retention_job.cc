#include "wirefold/ingest/retention_job.h"

#include "wirefold/ingest/articles.h"
#include "wirefold/base/log.h"
#include "wirefold/base/units.h"

namespace wirefold::app {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

// Between two looks when there is nothing to do.
constexpr minutes kEvery(1);

// Within this after a start the machine has asked somebody for the time.
constexpr minutes kSetsClock(10);

// Somebody has looked into the log by then.
constexpr days kDoubt(1);
constexpr days kLongAway(7);
constexpr hours kGreatJump(1);

// What stays beyond the fold window: entries wait for pages, and clocks differ.
constexpr days kMargin(1);

}  // namespace

Housekeeper::Housekeeper(store::Store& store, Clock clock)
    : store_(store), clock_(std::move(clock)) {
  rest(kSetsClock);
  const auto last = store_.last_change();
  if (!last || clock_() < *last + kLongAway) return;
  LogEvent("retention", LogArea::kDaemon, LogLevel::kWarning)
      .field("state", "waits")
      .text("error", "nothing was stored since " + format_rfc3339(*last) +
                         ": if the clock is right, forgetting goes on in a day")
      .emit();
  rest(kDoubt);
}

void Housekeeper::clock_jumped(std::chrono::seconds by) {
  rest(by < -kGreatJump || by > kGreatJump ? std::chrono::seconds(kDoubt)
                                           : std::chrono::seconds(kSetsClock));
}

store::Keep Housekeeper::keep(Timestamp now) const {
  store::Keep out;
  if (config_.state.keep.count() > 0) out.since = now - config_.state.keep;
  out.max_bytes = config_.state.max_size;
  out.window = now - config_.fold.window - config_.fold.settle - kMargin;
  out.newest = static_cast<std::size_t>(config_.serve.stories);
  return out;
}

bool Housekeeper::step() {
  const Timestamp now = clock_();
  if (now < next_step_) return false;
  store::Store::Transaction transaction(store_);
  const store::Forgotten forgotten = store_.forget(
      keep(now), now, [](const Article& article) { return search_words_of(article); });
  const bool more = forgotten.more || store_.tidy(now);
  transaction.commit();
  stories_ += forgotten.stories;
  articles_ += forgotten.articles;
  if (forgotten.too_large) complain(now);
  if (more) return true;
  log();
  rest(kEvery);
  return false;
}

void Housekeeper::log() {
  if (stories_ == 0) return;
  LogEvent("retention", LogArea::kDaemon)
      .field("state", "forgot")
      .field("stories", stories_)
      .field("articles", articles_)
      .field("bytes", store_.bytes())
      .emit();
  stories_ = 0;
  articles_ = 0;
}

void Housekeeper::complain(Timestamp now) {
  if (now < next_complaint_) return;
  next_complaint_ = now + kDoubt;
  LogEvent("retention", LogArea::kDaemon, LogLevel::kWarning)
      .field("state", "too_large")
      .field("bytes", store_.bytes())
      .text("error", "what fold.window needs takes more than state.max_size, " +
                         format_size(config_.state.max_size))
      .emit();
}

}  // namespace wirefold::app
