// A disk that fails when it is told to: a VFS of SQLite's that hands everything on to the real one.
#pragma once

#include <cstdint>
#include <string>

namespace wirefold::test {

/// While one is there, all databases that are opened go through it. One at a time, one thread.
class FaultyDisk {
 public:
  enum class Fault : std::uint8_t {
    kNone,
    kWriteFails,  ///< EIO, and nothing is written.
    kShortWrite,  ///< EIO, and half of it is.
    kDiskFull,    ///< ENOSPC, and nothing is written.
    kSyncFails,   ///< Counts calls of fsync alone.
  };

  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  /// The `n`-th write from now on fails, from 1: of data, of a file's length, or of what is cached
  /// to the disk. With `for_good` all after it do, too.
  void fail(Fault fault, int n, bool for_good);

  /// It is well again.
  void mend() { fail(Fault::kNone, 0, false); }

  /// Whether the fault has come about.
  bool has_failed() const;
};

}  // namespace wirefold::test
