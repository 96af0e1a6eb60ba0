#include "support/faulty_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace {

using Call = wirefold::test::FaultyFiles::Call;

/// Which fault is due, and when. It is global: the C library's functions get no object of ours.
struct State {
  bool watching = false;
  Call fault = Call::kNone;
  int left = 0;
  off_t size_at_chmod = -1;
  int synced_folders = 0;
};

State state;

bool is_due(Call call) {
  if (!state.watching || state.fault != call || --state.left != 0) return false;
  errno = EIO;
  return true;
}

}  // namespace

// These replace the C library's functions in the whole program.

extern "C" int fchmod(int fd, mode_t mode) noexcept {
  struct stat found {};
  if (state.watching && fstat(fd, &found) == 0) state.size_at_chmod = found.st_size;
  return is_due(Call::kChmod) ? -1 : static_cast<int>(syscall(SYS_fchmod, fd, mode));
}

extern "C" int fsync(int fd) {
  struct stat found {};
  const bool folder = state.watching && fstat(fd, &found) == 0 && S_ISDIR(found.st_mode);
  if (is_due(Call::kSync)) return -1;
  if (folder) ++state.synced_folders;
  return static_cast<int>(syscall(SYS_fsync, fd));
}

extern "C" int rename(const char* from, const char* to) noexcept {
  if (is_due(Call::kRename)) return -1;
  return static_cast<int>(syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

namespace wirefold::test {

FaultyFiles::FaultyFiles() { state = {.watching = true}; }
FaultyFiles::~FaultyFiles() { state = {}; }

void FaultyFiles::fail(Call call, int n) {
  state.fault = call;
  state.left = n;
}

off_t FaultyFiles::size_at_chmod() const { return state.size_at_chmod; }

int FaultyFiles::synced_folders() const { return state.synced_folders; }

}  // namespace wirefold::test
