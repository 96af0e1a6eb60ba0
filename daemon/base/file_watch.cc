#include "wirefold/base/file_watch.h"

#include <sys/stat.h>

#include <utility>

namespace wirefold {

FileWatch::FileWatch(std::string path) : path_(std::move(path)), known_(state()), seen_(known_) {}

bool FileWatch::look() {
  const auto now = state();
  const bool settled = now == std::exchange(seen_, now);
  if (!now || !settled || now == known_) return false;
  known_ = now;
  return true;
}

std::optional<FileWatch::State> FileWatch::state() const {
  struct stat found {};
  if (path_.empty() || stat(path_.c_str(), &found) != 0) return std::nullopt;
  return State{found.st_dev, found.st_ino, found.st_size, found.st_mtim.tv_sec,
               found.st_mtim.tv_nsec};
}

}  // namespace wirefold
