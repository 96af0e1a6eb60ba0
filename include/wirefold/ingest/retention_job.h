// Keeps the database within its bounds.
#pragma once

#include <chrono>
#include <cstdint>

#include "wirefold/crawl/request_scheduler.h"
#include "wirefold/config/config.h"
#include "wirefold/store/database.h"

namespace wirefold::app {

/// Forgets what is older than state.keep, or more than state.max_size has room for, a little at a
/// time between other work. It does not trust the clock blindly: after a start it waits until the
/// machine has had time to set it, and for a day if the database was last changed long ago, or the
/// clock has jumped.
///
/// Fold thread only.
class Housekeeper {
 public:
  using Clock = Poller::Clock;

  Housekeeper(store::Store& store, Clock clock);

  void load(const config::Config& config) { config_ = config; }

  /// Does a step in a transaction of its own, if one is due. True if the next may follow at once.
  bool step();

  void clock_jumped(std::chrono::seconds by);

 private:
  store::Keep keep(Timestamp now) const;
  void rest(std::chrono::seconds time) { next_step_ = clock_() + time; }
  void log();
  void complain(Timestamp now);

  store::Store& store_;
  const Clock clock_;
  config::Config config_;
  Timestamp next_step_{};
  std::size_t stories_ = 0;  // forgotten since the last log line
  std::size_t articles_ = 0;
  Timestamp next_complaint_{};
};

}  // namespace wirefold::app
