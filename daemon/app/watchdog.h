// Notifies systemd's watchdog while every stage of the daemon works.
#pragma once

#include <chrono>
#include <deque>
#include <string>

#include "wirefold/base/pulse.h"
#include "wirefold/base/thread_check.h"

namespace wirefold::app {

/// Add stages before the threads start, and call look() on one thread.
class Watchdog {
 public:
  /// `limit` as from watchdog_limit().
  explicit Watchdog(std::chrono::microseconds limit);

  /// The pulse of a new stage, which lives as long as the watchdog.
  Pulse& stage(std::string name);

  /// The interval at which look() must be called.
  std::chrono::milliseconds interval() const { return interval_; }

  /// Notifies systemd if no stage has been silent for half of the limit. Logs each stage once when
  /// it becomes silent, and once when it is back.
  void look();

 private:
  struct Stage {
    Stage(std::string its_name, std::chrono::milliseconds interval)
        : name(std::move(its_name)), pulse(interval) {}
    std::string name;
    Pulse pulse;
    bool is_late = false;
  };

  void note(Stage& stage, bool is_late) const;

  const std::chrono::microseconds limit_;
  const std::chrono::milliseconds interval_;
  std::deque<Stage> stages_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::app
