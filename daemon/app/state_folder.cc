#include "state_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "wirefold/base/log.h"

namespace wirefold::app {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kOthers = 0077;

[[noreturn]] void fail_to_make(const fs::path& folder, int reason) {
  throw std::runtime_error("the state directory " + folder.string() +
                           " cannot be created: " + std::generic_category().message(reason) +
                           "; set another one with state.dir or $STATE_DIRECTORY");
}

/// Creates `folder` and its parents, on the way to `wanted`. chmod() restores mode bits that the
/// umask may have removed.
void make_private(const fs::path& folder, const fs::path& wanted) {
  std::error_code ignored;
  if (fs::is_directory(folder, ignored)) return;
  if (folder.has_parent_path() && folder != folder.parent_path()) {
    make_private(folder.parent_path(), wanted);
  }
  if (mkdir(folder.c_str(), 0700) == 0 && chmod(folder.c_str(), 0700) == 0) return;
  if (errno != EEXIST) fail_to_make(wanted, errno);
  if (!fs::is_directory(folder, ignored)) fail_to_make(wanted, ENOTDIR);
}

/// The file or folder at a path, opened without following a link.
class Place {
 public:
  explicit Place(const fs::path& path)
      : path_(path), fd_(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) {
    const bool known = fd_ >= 0 ? fstat(fd_, &found_) == 0 : stat(path.c_str(), &found_) == 0;
    if (!known) found_ = {};
  }
  ~Place() {
    if (fd_ >= 0) close(fd_);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  bool is_open_to_others() const { return (found_.st_mode & kOthers) != 0; }
  bool is_file() const { return S_ISREG(found_.st_mode); }

  /// True if the path is no link and belongs to this user.
  bool is_ours() const { return fd_ >= 0 && found_.st_uid == geteuid(); }

  /// Removes the permissions of other users. Returns why this is not possible; empty if done.
  std::string narrow() const {
    std::error_code ignored;
    if (fs::is_symlink(path_, ignored)) return "it is a link, and its target stays as it is";
    if (found_.st_uid != geteuid()) return "it belongs to another user";
    if (is_file() && found_.st_nlink > 1) return "it has another hard link";
    if (fd_ >= 0 && fchmod(fd_, found_.st_mode & 07777 & ~kOthers) == 0) return {};
    return std::generic_category().message(errno);
  }

  void say_open(const std::string& why) const {
    LogEvent("permissions", LogArea::kDaemon, LogLevel::kWarning)
        .field("state", "open")
        .field("file", path_.string())
        .field("mode", fmt::format("{:04o}", found_.st_mode & 07777))
        .text("error", why)
        .text("help",
              "other users have permissions on it; its owner can remove them with chmod go=")
        .emit();
  }

 private:
  const fs::path path_;
  int fd_;
  struct stat found_ {};
};

/// True if there is a folder other than the one of pictures, which is ours.
bool has_folders(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename() != "pictures" && at->is_directory(error)) return true;
  }
  return false;
}

/// Removes permissions, and logs what was changed and what could not be.
class Narrowing {
 public:
  void look_at(const fs::path& path) {
    const Place place(path);
    if (!place.is_open_to_others()) return;
    const std::string why_not = place.narrow();
    why_not.empty() ? void(++narrowed_) : place.say_open(why_not);
  }

  /// The files whose names start with `begins`.
  void look_at_files(const fs::path& folder, const std::string& begins) {
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      if (!at->path().filename().string().starts_with(begins)) continue;
      if (at->is_regular_file(error)) look_at(at->path());  // or a link to one
    }
  }

  void say(const fs::path& folder) const {
    if (narrowed_ == 0) return;
    LogEvent("permissions", LogArea::kDaemon)
        .field("state", "narrowed")
        .field("file", folder.string())
        .field("count", narrowed_)
        .text("help", "other users could read the state directory or files in it")
        .emit();
  }

 private:
  int narrowed_ = 0;
};

}  // namespace

void prepare_state_folder(const std::string& database) {
  const fs::path folder = fs::absolute(database).parent_path();
  make_private(folder, folder);
  const bool shared = has_folders(folder);
  const bool ours = !shared && Place(folder).is_ours();
  Narrowing narrowing;
  if (!shared) {
    narrowing.look_at(folder);
  } else if (const Place place(folder); place.is_open_to_others()) {
    place.say_open("it contains directories, so it is not wirefold's alone");
  }
  narrowing.look_at_files(folder, ours ? "" : fs::path(database).filename().string());
  narrowing.say(folder);
}

}  // namespace wirefold::app
