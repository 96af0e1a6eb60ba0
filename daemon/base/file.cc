#include "wirefold/base/file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

#include "wirefold/base/handle.h"

namespace wirefold {
namespace {

int close_unless_stdin(std::FILE* file) { return file == stdin ? 0 : std::fclose(file); }

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

}  // namespace wirefold
