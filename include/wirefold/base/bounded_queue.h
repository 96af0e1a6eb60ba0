// The queue between two stages of the pipeline.
#pragma once

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory_resource>
#include <optional>
#include <utility>

#include "wirefold/base/mutex.h"

namespace wirefold {

/// First in, first out, at most `capacity` items and as many bytes as set_budget() allows. Safe
/// from any thread.
///
/// A producer that must not block (the fetch loop) uses try_push() and, if refused, waits for
/// `on_room`. After close() no item enters. pop() returns the remaining items and then nullopt,
/// which tells the consuming stage to end.
template <typename T>
class BoundedQueue {
 public:
  using Weigh = std::function<std::size_t(const T&)>;

  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) { assert(capacity > 0); }

  BoundedQueue(const BoundedQueue&) = delete;
  BoundedQueue& operator=(const BoundedQueue&) = delete;

  /// Calls `on_room` on the consumer's thread each time a queue that was full, or refused an item,
  /// has room again. Set before the threads start.
  void set_on_room(std::function<void()> on_room) { on_room_ = std::move(on_room); }

  /// Limits the items to `most_bytes` in total, measured by `weigh`; an empty queue takes an item
  /// of any size. Set before the threads start.
  void set_budget(std::size_t most_bytes, Weigh weigh) {
    most_bytes_ = most_bytes;
    weigh_ = std::move(weigh);
  }

  /// False if the queue is full or closed; `item` is then unchanged.
  [[nodiscard]] bool try_push(T&& item) {
    bool is_enough = true;
    bool is_taken = false;
    {
      const MutexLock lock(mutex_);
      is_taken = !closed_ && has_room(item);
      if (is_taken) {
        add(std::move(item));
        is_enough = items_.size() >= wanted_;
      } else {
        refused_ = true;
      }
    }
    if (is_enough) not_empty_.notify_one();
    return is_taken;
  }

  /// Adds `item` even to a full queue, for the rare item that must not be refused. Ignored if the
  /// queue is closed.
  void push(T item) {
    {
      const MutexLock lock(mutex_);
      if (closed_) return;
      add(std::move(item));
    }
    not_empty_.notify_one();
  }

  using Clock = std::chrono::steady_clock;

  /// Waits for an item, at most until `deadline` if one is given. Returns nullopt at the deadline
  /// and once the queue has ended.
  std::optional<T> pop(std::optional<Clock::time_point> deadline = {}) {
    std::optional<T> item;
    bool was_full = false;
    {
      const MutexLock lock(mutex_);
      wait(deadline);
      if (items_.empty()) return std::nullopt;
      item = std::move(items_.front().first);
      bytes_ -= items_.front().second;
      items_.pop_front();
      was_full = std::exchange(refused_, false) || items_.size() + 1 >= capacity_;
    }
    if (was_full && on_room_) on_room_();
    return item;
  }

  /// Waits until there are `count` items, the queue has no room for more, or the deadline has
  /// passed. A consumer that need not hurry sleeps meanwhile, and is not woken for each item.
  void gather(std::size_t count, Clock::time_point deadline) {
    const MutexLock lock(mutex_);
    wanted_ = std::min(count, capacity_);
    while (!closed_ && !refused_ && items_.size() < wanted_) {
      if (!not_empty_.wait_until(mutex_, deadline)) break;
    }
    wanted_ = 1;
  }

  /// True once the queue is closed and empty: pop() returns no more items.
  bool ended() {
    const MutexLock lock(mutex_);
    return closed_ && items_.empty();
  }

  bool closed() {
    const MutexLock lock(mutex_);
    return closed_;
  }

  bool empty() {
    const MutexLock lock(mutex_);
    return items_.empty();
  }

  /// Ends the queue: every waiting pop() returns. May be called more than once.
  void close() {
    {
      // Under the mutex, or the change could fall between a waiter's test and its sleep.
      const MutexLock lock(mutex_);
      closed_ = true;
    }
    not_empty_.notify_all();
  }

 private:
  /// Returns once there is an item, the queue is closed, or the deadline has passed.
  void wait(std::optional<Clock::time_point> deadline) REQUIRES(mutex_) {
    while (!closed_ && items_.empty()) {
      if (!deadline) {
        not_empty_.wait(mutex_);
      } else if (!not_empty_.wait_until(mutex_, *deadline)) {
        return;
      }
    }
  }

  bool has_room(const T& item) const REQUIRES(mutex_) {
    if (items_.size() >= capacity_) return false;
    return items_.empty() || !weigh_ || bytes_ + weigh_(item) <= most_bytes_;
  }

  void add(T&& item) REQUIRES(mutex_) {
    const std::size_t bytes = weigh_ ? weigh_(item) : 0;
    items_.emplace_back(std::move(item), bytes);
    bytes_ += bytes;
  }

  const std::size_t capacity_;
  std::size_t most_bytes_ = 0;
  Weigh weigh_;                    // both set once
  std::function<void()> on_room_;  // set once, then read by the consumer
  Mutex mutex_;
  Condition not_empty_;
  // Keeps the nodes of items that have left. Otherwise one thread allocates what another frees.
  // Only `items_` uses it.
  std::pmr::unsynchronized_pool_resource nodes_;
  // With their bytes:
  std::pmr::deque<std::pair<T, std::size_t>> items_ GUARDED_BY(mutex_){&nodes_};
  std::size_t bytes_ GUARDED_BY(mutex_) = 0;
  std::size_t wanted_ GUARDED_BY(mutex_) = 1;  // items for which the consumer waits
  bool refused_ GUARDED_BY(mutex_) = false;    // try_push() refused an item since the last pop()
  bool closed_ GUARDED_BY(mutex_) = false;
};

}  // namespace wirefold
