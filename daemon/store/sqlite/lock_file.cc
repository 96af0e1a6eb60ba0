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

/// Of the open file, not of the process, as closing another one of the same file would end that
/// (fcntl(2), "Open file description locks").
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

/// Asks, and takes no lock itself: a daemon that starts just now must not find one.
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
