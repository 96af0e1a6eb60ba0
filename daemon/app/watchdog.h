// Tells systemd that the daemon goes on: only while each of its stages does.
#pragma once

#include <chrono>
#include <deque>
#include <string>

#include "wirefold/base/pulse.h"

namespace wirefold::app {

/// Stages are added before the threads start; look() is called on one thread.
class Watchdog {
 public:
  /// `limit` as watchdog_limit() has it.
  explicit Watchdog(std::chrono::microseconds limit);

  /// The pulse of a new stage, which lives as long as the watchdog.
  Pulse& stage(std::string name);

  /// How often look() wants to be called.
  std::chrono::milliseconds interval() const { return interval_; }

  /// Feeds the watchdog of systemd if no stage has been silent for half of its limit; else says,
  /// once, which one is.
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
};

}  // namespace wirefold::app
