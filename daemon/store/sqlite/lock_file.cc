#include "lock_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "failure.h"

namespace wirefold::store {

namespace {

std::string path_of(const std::string& database) { return database + ".lock"; }

[[noreturn]] void refuse_lock(const std::string& database, int reason) {
  refuse(database, path_of(database) + ": " + std::generic_category().message(reason));
}

/// Uses a lock of the open file description. A lock of the process would end when the process
/// closes any descriptor of the same file (fcntl(2), "Open file description locks").
bool lock(int fd, int command, struct flock& how) {
  how = {};
  how.l_type = F_WRLCK;
  how.l_whence = SEEK_SET;
  return fcntl(fd, command, &how) == 0;
}

}  // namespace

LockFile::LockFile(const std::string& database)
    : fd_(open(path_of(database).c_str(), O_CREAT | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0600)) {
  if (fd_ < 0) refuse_lock(database, errno);
  struct flock how;
  if (!lock(fd_, F_OFD_SETLK, how)) {
    const int reason = errno;
    close(fd_);
    if (reason == EAGAIN) refuse(database, "in use by another wirefold");
    refuse_lock(database, reason);
  }
}

/// Only queries the lock: a lock taken here could stop a daemon that is starting.
bool is_locked(const std::string& database) {
  const int fd = open(path_of(database).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  struct flock how;
  const bool locked = lock(fd, F_OFD_GETLK, how) && how.l_type != F_UNLCK;
  close(fd);
  return locked;
}

LockFile::~LockFile() { close(fd_); }

}  // namespace wirefold::store
