#include "private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace wirefold::store {

bool make_private_file(const std::string& path) {
  constexpr mode_t kMode = 0600;
  const int fd = open(path.c_str(), O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, kMode);
  if (fd < 0) return false;
  const bool made = fchmod(fd, kMode) == 0;
  const int reason = errno;
  close(fd);
  errno = reason;
  return made;
}

}  // namespace wirefold::store
