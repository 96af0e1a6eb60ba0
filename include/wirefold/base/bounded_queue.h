// The queue between two stages of the pipeline.
#pragma once

#include <cassert>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace wirefold {

/// First in, first out, at most `capacity` items. Safe from any thread.
///
/// A producer that may not block (the fetch loop) uses try_push() and, when refused, waits to hear
/// `on_room`. After close() nothing enters, and pop() hands out what is left, then nothing: that
/// is how a stage learns that it is to end.
template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) { assert(capacity > 0); }

  BoundedQueue(const BoundedQueue&) = delete;
  BoundedQueue& operator=(const BoundedQueue&) = delete;

  /// Calls `on_room` on the consumer's thread each time a full queue stops being full.
  /// Set before the threads start.
  void set_on_room(std::function<void()> on_room) { on_room_ = std::move(on_room); }

  /// False when full or closed; `item` is then left as it was.
  [[nodiscard]] bool try_push(T&& item) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || items_.size() >= capacity_) return false;
      items_.push_back(std::move(item));
    }
    not_empty_.notify_one();
    return true;
  }

  /// Enters even when full: for the rare item that may not be refused. Ignored when closed.
  void push(T item) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) return;
      items_.push_back(std::move(item));
    }
    not_empty_.notify_one();
  }

  using Clock = std::chrono::steady_clock;

  /// Waits for an item, until `deadline` if one is given; nothing then, and once the queue has
  /// ended.
  std::optional<T> pop(std::optional<Clock::time_point> deadline = {}) {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return closed_ || !items_.empty(); };
    if (deadline) {
      not_empty_.wait_until(lock, *deadline, ready);
    } else {
      not_empty_.wait(lock, ready);
    }
    if (items_.empty()) return std::nullopt;
    const bool was_full = items_.size() >= capacity_;
    std::optional<T> item = std::move(items_.front());
    items_.pop_front();
    lock.unlock();
    if (was_full && on_room_) on_room_();
    return item;
  }

  /// True once it is closed and empty: pop() gives nothing any more.
  bool ended() {
    const std::lock_guard lock(mutex_);
    return closed_ && items_.empty();
  }

  bool closed() {
    const std::lock_guard lock(mutex_);
    return closed_;
  }

  bool empty() {
    const std::lock_guard lock(mutex_);
    return items_.empty();
  }

  /// Ends the queue; every waiting pop() returns. May be called more than once.
  void close() {
    {
      // Under the mutex: else the change could fall between a waiter's test and its sleep.
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    not_empty_.notify_all();
  }

 private:
  const std::size_t capacity_;
  std::function<void()> on_room_;  // set once, then read by the consumer
  std::mutex mutex_;               // guards all below
  std::condition_variable not_empty_;
  std::deque<T> items_;
  bool closed_ = false;
};

}  // namespace wirefold
