// File system calls that are watched and fail on request.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace wirefold::test {

/// While an object of this class lives, it watches this program's fchmod, fsync and rename. One
/// object at a time, one thread.
class FaultyFiles {
 public:
  enum class Call : std::uint8_t { kNone, kChmod, kSync, kRename };

  FaultyFiles();
  ~FaultyFiles();
  FaultyFiles(const FaultyFiles&) = delete;
  FaultyFiles& operator=(const FaultyFiles&) = delete;

  /// Makes the `n`-th call from now fail with EIO, counted from 1.
  void fail(Call call, int n = 1);

  /// Size in bytes of the file at the last fchmod, -1 if there was none.
  off_t size_at_chmod() const;

  /// Number of folders that were synced.
  int synced_folders() const;
};

}  // namespace wirefold::test
