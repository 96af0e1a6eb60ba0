#include "lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "wirefold/store/store.h"

namespace wirefold::store {

LockFile::LockFile(const std::string& path)
    : fd_(open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
  if (fd_ < 0) throw StoreError(path + ": " + std::generic_category().message(errno));
  if (flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    const int reason = errno;
    close(fd_);
    throw StoreError(reason == EWOULDBLOCK ? "in use by another wirefold"
                                           : path + ": " + std::generic_category().message(reason));
  }
}

bool is_locked(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool locked = flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  close(fd);
  return locked;
}

LockFile::~LockFile() { close(fd_); }

}  // namespace wirefold::store
