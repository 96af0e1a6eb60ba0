// Keeps the database within its bounds.
#pragma once

#include <chrono>
#include <cstdint>

#include "wirefold/base/thread_check.h"
#include "wirefold/config/config.h"
#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/store/database.h"

namespace wirefold::ingest {

/// Forgets stories that are older than state.keep, or for which state.max_size has no room, in
/// small steps between other work. It does not trust the clock blindly: after a start, or a small
/// jump of the clock, it waits ten minutes, in which the machine can set the clock. It waits a day
/// if the database was last changed over a week ago, or if the clock has jumped by more than an
/// hour.
///
/// Fold thread only.
class RetentionJob {
 public:
  RetentionJob(store::Database& database, WallClock clock);

  void load(const config::Config& config) { config_ = config; }

  /// Does a step in a transaction of its own, if one is due. True if the next may follow at once.
  bool step();

  void clock_jumped(std::chrono::seconds by);

 private:
  store::Keep keep(Timestamp now) const;
  void rest(std::chrono::seconds time) { next_step_ = clock_() + time; }
  void log();
  void warn_too_large(Timestamp now);

  store::Database& database_;
  const WallClock clock_;
  config::Config config_;
  Timestamp next_step_{};
  std::size_t stories_ = 0;  // forgotten since the last log line
  std::size_t articles_ = 0;
  Timestamp next_complaint_{};
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::ingest
