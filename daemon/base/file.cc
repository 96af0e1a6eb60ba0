#include "wirefold/base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "wirefold/base/handle.h"

namespace wirefold {
namespace {

namespace fs = std::filesystem;

int close_unless_stdin(std::FILE* file) { return file == stdin ? 0 : std::fclose(file); }

fs::path folder_of(const std::string& file) {
  const fs::path out = fs::path(file).parent_path();
  return out.empty() ? "." : out;
}

/// `path`, or what it leads to as a symbolic link.
std::string target_of(const std::string& path) {
  std::error_code ignored;
  const fs::path resolved = fs::canonical(path, ignored);
  return resolved.empty() ? path : resolved.string();
}

/// A new file that replaces `target`. The destructor removes the file unless it took the place of
/// `target`.
class Replacement {
 public:
  /// Creates the file beside `target`, where rename() can move it over `target`. The name is
  /// random, so that nobody can put a link there beforehand.
  explicit Replacement(const std::string& target) : target_(target) {
    std::uint64_t random[2];
    if (getrandom(random, sizeof random, 0) != sizeof random) return;
    path_ = fmt::format("{}.{:016x}{:016x}.new", target, random[0], random[1]);
    struct stat old {};
    const bool replaces = stat(target.c_str(), &old) == 0;
    constexpr int kFlags = O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC;
    fd_ = open(path_.c_str(), kFlags, replaces ? 0600 : 0666);
    if (fd_ >= 0) good_ = replaces ? take_owner_and_mode(old) : take_owner_of_folder();
  }
  ~Replacement() {
    const int reason = errno;  // for the caller's error message
    if (fd_ >= 0) close(fd_);
    if (fd_ >= 0 && !placed_) unlink(path_.c_str());
    errno = reason;
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  bool good() const { return good_; }

  bool write_all(std::string_view bytes) {
    while (good_ && !bytes.empty()) {
      const ssize_t n = write(fd_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      good_ = n > 0;
      if (good_) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return good_;
  }

  bool sync() { return fsync(fd_) == 0; }

  bool take_place() {
    placed_ = rename(path_.c_str(), target_.c_str()) == 0;
    return placed_;
  }

 private:
  /// Only root may change the owner. If the group cannot be kept either, the new group gets the
  /// permissions of others.
  bool take_owner_and_mode(const struct stat& old) {
    mode_t mode = old.st_mode & 07777;
    if (fchown(fd_, old.st_uid, old.st_gid) != 0 &&
        fchown(fd_, static_cast<uid_t>(-1), old.st_gid) != 0) {
      mode = (mode & 0707) | ((mode & 07) << 3);
    }
    return fchmod(fd_, mode) == 0;
  }

  /// So that the service whose folder it is can read what root created. Others cannot give files
  /// away.
  bool take_owner_of_folder() {
    struct stat folder {};
    if (geteuid() != 0 || stat(folder_of(target_).c_str(), &folder) != 0) return true;
    return folder.st_uid == 0 || fchown(fd_, folder.st_uid, folder.st_gid) == 0;
  }

  const std::string& target_;
  std::string path_;
  int fd_ = -1;
  bool good_ = false;
  bool placed_ = false;
};

/// Syncs the folder of `file`: only then is the file's name on the disk. Not every file system
/// supports this.
bool sync_folder_of(const std::string& file) {
  const int fd = open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return errno == EACCES;  // the folder may be writable but not readable
  const bool synced = fsync(fd) == 0 || errno == EINVAL || errno == EOPNOTSUPP || errno == ENOSYS;
  const int reason = errno;
  close(fd);
  errno = reason;
  return synced;
}

Error io_error(const std::string& path) {
  return {Errc::kIo, path + ": " + std::generic_category().message(errno)};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const Handle<std::FILE, close_unless_stdin> file(path == "-" ? stdin
                                                               : std::fopen(path.c_str(), "rb"));
  if (!file) return io_error(path);
  std::string bytes;
  char chunk[65536];
  while (const std::size_t n = std::fread(chunk, 1, sizeof chunk, file.get())) {
    if (n > max_bytes - bytes.size()) {
      return Error{Errc::kTooLarge, path + ": more than " + std::to_string(max_bytes) + " bytes"};
    }
    bytes.append(chunk, n);
  }
  if (std::ferror(file.get())) return io_error(path);
  return bytes;
}

std::optional<Error> replace_file(const std::string& path, std::string_view bytes,
                                  Durability durability) {
  const std::string target = target_of(path);
  Replacement file(target);
  const bool syncs = durability == Durability::kOnDisk;
  const bool written = file.write_all(bytes) && (!syncs || file.sync());
  if (!written || !file.take_place() || (syncs && !sync_folder_of(target))) {
    return io_error(target);
  }
  return std::nullopt;
}

std::optional<Error> replace_problem(const std::string& path) {
  const std::string target = target_of(path);
  if (Replacement(target).good()) return std::nullopt;
  return io_error(target);
}

}  // namespace wirefold
