// A SQLite VFS that passes every call to the real one and fails on request.
#pragma once

#include <cstdint>
#include <string>

namespace wirefold::test {

/// While an object of this class lives, every database that is opened uses it. One object at a
/// time, one thread.
class FaultyDisk {
 public:
  enum class Fault : std::uint8_t {
    kNone,
    kWriteFails,  ///< EIO, nothing is written.
    kShortWrite,  ///< EIO, half of the bytes are written.
    kDiskFull,    ///< ENOSPC, nothing is written.
    kSyncFails,   ///< EIO. Only fsync calls count.
  };

  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  /// Makes the `n`-th write from now fail, counted from 1. Writes of data and changes of a file's
  /// length count, or syncs for kSyncFails. With `for_good` every later call fails, too.
  void fail(Fault fault, int n, bool for_good);

  /// Ends the fault.
  void mend() { fail(Fault::kNone, 0, false); }

  /// True once the fault has occurred.
  bool has_failed() const;
};

}  // namespace wirefold::test
