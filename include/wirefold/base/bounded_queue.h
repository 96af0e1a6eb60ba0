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

/// First in, first out, at most `capacity` items, and as many bytes as set_budget() says. Safe from
/// any thread.
///
/// A producer that may not block (the fetch loop) uses try_push() and, when refused, waits to hear
/// `on_room`. After close() nothing enters, and pop() hands out what is left, then nothing: that
/// is how a stage learns that it is to end.
template <typename T>
class BoundedQueue {
 public:
  using Weigh = std::function<std::size_t(const T&)>;

  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) { assert(capacity > 0); }

  BoundedQueue(const BoundedQueue&) = delete;
  BoundedQueue& operator=(const BoundedQueue&) = delete;

  /// Calls `on_room` on the consumer's thread each time a queue that was full, or refused an item,
  /// has room again.
  /// Set before the threads start.
  void set_on_room(std::function<void()> on_room) { on_room_ = std::move(on_room); }

  /// Items weigh `most_bytes` together, as `weigh` finds, or are one. Set before the threads start.
  void set_budget(std::size_t most_bytes, Weigh weigh) {
    most_bytes_ = most_bytes;
    weigh_ = std::move(weigh);
  }

  /// False when full or closed; `item` is then left as it was.
  [[nodiscard]] bool try_push(T&& item) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || !has_room(item)) {
        refused_ = true;
        return false;
      }
      add(std::move(item));
    }
    not_empty_.notify_one();
    return true;
  }

  /// Enters even when full: for the rare item that may not be refused. Ignored when closed.
  void push(T item) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) return;
      add(std::move(item));
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
    std::optional<T> item = std::move(items_.front().first);
    bytes_ -= items_.front().second;
    items_.pop_front();
    const bool was_full = std::exchange(refused_, false) || items_.size() + 1 >= capacity_;
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
  bool has_room(const T& item) const {
    if (items_.size() >= capacity_) return false;
    return items_.empty() || !weigh_ || bytes_ + weigh_(item) <= most_bytes_;
  }

  void add(T&& item) {
    const std::size_t bytes = weigh_ ? weigh_(item) : 0;
    items_.emplace_back(std::move(item), bytes);
    bytes_ += bytes;
  }

  const std::size_t capacity_;
  std::size_t most_bytes_ = 0;
  Weigh weigh_;                    // both set once
  std::function<void()> on_room_;  // set once, then read by the consumer
  std::mutex mutex_;               // guards all below
  std::condition_variable not_empty_;
  std::deque<std::pair<T, std::size_t>> items_;  // with their bytes
  std::size_t bytes_ = 0;
  bool refused_ = false;  // an item, since the last pop()
  bool closed_ = false;
};

}  // namespace wirefold
