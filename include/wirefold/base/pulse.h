// A sign of life of a stage that works in turns.
#pragma once

#include <atomic>
#include <chrono>

namespace wirefold {

/// A stage calls beat() at each turn and begins a turn at least every interval(), with or without
/// work. A watchdog checks since(), the time since the last beat. Safe from any thread.
class Pulse {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Pulse(std::chrono::milliseconds interval) : interval_(interval) { beat(); }

  std::chrono::milliseconds interval() const noexcept { return interval_; }

  void beat() noexcept {
    last_.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
  }

  Clock::duration since() const noexcept {
    const Clock::duration last(last_.load(std::memory_order_relaxed));
    return Clock::now().time_since_epoch() - last;
  }

 private:
  const std::chrono::milliseconds interval_;
  std::atomic<Clock::rep> last_{0};
};

}  // namespace wirefold
