#include "wirefold/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "wirefold/base/handle.h"

namespace wirefold {
namespace {

namespace fs = std::filesystem;

int close_unless_stdin(std::FILE* file) { return file == stdin ? 0 : std::fclose(file); }

/// What is in it may be a secret until it has the permissions of the file that it replaces.
std::FILE* new_private_file(const std::string& path) {
  unlink(path.c_str());  // of a program that was killed
  const int fd = open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  return fd < 0 ? nullptr : fdopen(fd, "wb");
}

/// Of `target` if it is there, else what a new file gets. Root alone may give a file away.
void take_owner_and_mode(int fd, const std::string& target) {
  struct stat found {};
  if (stat(target.c_str(), &found) == 0) {
    [[maybe_unused]] const int given = fchown(fd, found.st_uid, found.st_gid);
    fchmod(fd, found.st_mode & 07777);
    return;
  }
  const mode_t mask = umask(0);
  umask(mask);
  fchmod(fd, 0666 & ~mask);
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

std::optional<Error> replace_file(const std::string& path, std::string_view bytes) {
  std::error_code ignored;
  const fs::path resolved = fs::canonical(path, ignored);
  const std::string target = resolved.empty() ? path : resolved.string();
  const std::string temporary = target + ".new";
  Handle<std::FILE, std::fclose> file(new_private_file(temporary));
  if (!file) return io_error(target);
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() &&
                       std::fflush(file.get()) == 0 && fsync(fileno(file.get())) == 0;
  if (!written) {
    const Error error = io_error(target);
    fs::remove(temporary, ignored);
    return error;
  }
  take_owner_and_mode(fileno(file.get()), target);
  file.reset();
  if (std::rename(temporary.c_str(), target.c_str()) != 0) return io_error(target);
  return std::nullopt;
}

}  // namespace wirefold
