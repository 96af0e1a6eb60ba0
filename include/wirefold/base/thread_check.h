// Checks that a class which belongs to one thread is used on no other.
#pragma once

#ifndef NDEBUG
#include <atomic>
#include <thread>
#endif

namespace wirefold {

/// A member of a class for one thread, whose methods begin with `assert(check_.is_here())`:
///
///     [[no_unique_address]] ThreadCheck check_;
///
/// The object belongs to the thread that makes it, and may pass to one other thread: the first
/// other one that uses it owns it for good. So main composes the daemon before its threads start.
/// release() allows one more such change. A copy belongs to the thread that makes the copy. What a
/// destructor calls is not checked: main destroys the daemon after its threads have ended.
///
/// Empty with NDEBUG.
class ThreadCheck {
#ifdef NDEBUG
 public:
  bool is_here() const noexcept { return true; }
  void release() noexcept {}
#else
 public:
  ThreadCheck() = default;
  ~ThreadCheck() = default;
  ThreadCheck(const ThreadCheck&) noexcept : ThreadCheck() {}
  ThreadCheck& operator=(const ThreadCheck&) noexcept { return *this; }

  /// True on the thread that owns the object, which may become this one.
  bool is_here() const noexcept {
    const std::thread::id here = std::this_thread::get_id();
    std::thread::id owner = owner_.load(std::memory_order_relaxed);
    if (owner == here) return true;
    if (owner == std::thread::id() && maker_.load(std::memory_order_relaxed) == here) return true;
    return owner == std::thread::id() &&
           owner_.compare_exchange_strong(owner, here, std::memory_order_relaxed);
  }

  /// Makes the calling thread the one that may pass the object on, once.
  void release() noexcept {
    maker_.store(std::this_thread::get_id(), std::memory_order_relaxed);
    owner_.store({}, std::memory_order_relaxed);
  }

 private:
  std::atomic<std::thread::id> maker_ = std::this_thread::get_id();
  mutable std::atomic<std::thread::id> owner_{};  // no thread while only the maker has used it
#endif
};

}  // namespace wirefold
