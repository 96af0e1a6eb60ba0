// System calls on files that are watched, and fail when they are told to.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace wirefold::test {

/// While one is there, this program's fchmod, fsync and rename go through it. One at a time, one
/// thread.
class FaultyFiles {
 public:
  enum class Call : std::uint8_t { kNone, kChmod, kSync, kRename };

  FaultyFiles();
  ~FaultyFiles();
  FaultyFiles(const FaultyFiles&) = delete;
  FaultyFiles& operator=(const FaultyFiles&) = delete;

  /// The `n`-th call from now on fails with EIO, from 1.
  void fail(Call call, int n = 1);

  /// Bytes in the file whose mode was set last; -1: none was.
  off_t size_at_chmod() const;

  /// Folders that were synced.
  int synced_folders() const;
};

}  // namespace wirefold::test
