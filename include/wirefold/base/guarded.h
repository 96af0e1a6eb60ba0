// A value that can be reached only through its lock.
#pragma once

#include <mutex>
#include <utility>

namespace wirefold {

/// Owns a `T` and the mutex that guards it. Safe from any thread.
template <typename T>
class Guarded {
 public:
  Guarded() = default;
  explicit Guarded(T value) : value_(std::move(value)) {}

  T copy() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }

  /// What it holds; an empty one stays.
  T take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(value_, T{});
  }

  void set(T value) {
    const std::lock_guard lock(mutex_);
    std::swap(value_, value);  // the old one is destroyed after the lock is gone
  }

 private:
  mutable std::mutex mutex_;
  T value_{};
};

}  // namespace wirefold
