// A value that can be reached only through its lock.
#pragma once

#include <utility>

#include "wirefold/base/mutex.h"

namespace wirefold {

/// Owns a `T` and the mutex that guards it. Safe from any thread.
///
///     Guarded<Counts> counts;
///     const auto held = counts.lock();
///     held->add(1);  // further calls under the same lock, until `held` is destroyed
template <typename T>
class Guarded {
  template <typename Value>
  class Holder;

 public:
  Guarded() = default;
  explicit Guarded(T value) : value_(std::move(value)) {}

  /// Holds the lock while the returned object lives. A thread must not lock twice.
  [[nodiscard]] Holder<T> lock() { return Holder<T>(mutex_, value_); }
  [[nodiscard]] Holder<const T> lock() const { return Holder<const T>(mutex_, value_); }

  T copy() const { return *lock(); }

  /// Returns the value and leaves a default-made one.
  T take() { return std::exchange(*lock(), T{}); }

  void set(T value) {
    std::swap(*lock(), value);  // the old value is destroyed after the unlock
  }

 private:
  template <typename Value>
  class Holder {
   public:
    Value& operator*() const { return value_; }
    Value* operator->() const { return &value_; }

   private:
    friend class Guarded;
    Holder(Mutex& mutex, Value& value) : lock_(mutex), value_(value) {}

    MutexLock lock_;
    Value& value_;
  };

  mutable Mutex mutex_;
  T value_{};  // reached through a Holder alone
};

}  // namespace wirefold
