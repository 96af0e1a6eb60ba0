// Makes the pauses of SQLite take no time.
#pragma once

#include <sqlite3.h>

#include <chrono>

namespace wirefold::store {

/// SQLite's file system, whose pauses only count. Databases that are opened while an object of this
/// class lives use it, and must be closed before. One object at a time.
class NoPauses {
 public:
  NoPauses() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
    forget();
    vfs_.zName = "no-pauses";
    vfs_.xSleep = [](sqlite3_vfs*, int time) {
      slept_ += std::chrono::microseconds(time);
      return time;
    };
    sqlite3_vfs_register(&vfs_, 1);
  }
  ~NoPauses() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
  }
  NoPauses(const NoPauses&) = delete;
  NoPauses& operator=(const NoPauses&) = delete;

  /// The length of all pauses.
  std::chrono::microseconds slept() const { return slept_; }

  void forget() { slept_ = {}; }

 private:
  // Static, because SQLite gives the callback no pointer to an object of ours.
  static inline std::chrono::microseconds slept_{};

  sqlite3_vfs* real_;
  sqlite3_vfs vfs_;
};

}  // namespace wirefold::store
