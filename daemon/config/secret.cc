#include "secret.h"

#include <sys/stat.h>

#include <cstdlib>
#include <string_view>

#include "wirefold/base/file.h"

namespace wirefold::config {
namespace {

constexpr std::size_t kMaxSecretBytes = 8192;

}  // namespace

std::string secret(const std::string& from, std::string& problem) {
  std::string path = from;
  if (!from.starts_with('/')) {
    const char* const folder =
        std::getenv("CREDENTIALS_DIRECTORY");  // NOLINT(concurrency-mt-unsafe)
    if (folder == nullptr) {
      problem = "no credential \"" + from +
                "\": systemd has passed none (LoadCredential=); for a file write an absolute path";
      return {};
    }
    path = std::string(folder) + '/' + from;
  }
  const Result<std::string> text = read_file(path, kMaxSecretBytes);
  if (!text) {
    problem = text.error().detail;
    return {};
  }
  struct stat facts {};
  if (stat(path.c_str(), &facts) == 0 && (facts.st_mode & S_IROTH) != 0) {
    problem = path + ": every user of this machine can read it; run chmod 600";
    return {};
  }
  std::string_view value = *text;
  while (value.ends_with('\n') || value.ends_with('\r')) value.remove_suffix(1);
  if (value.empty() || value.find_first_of("\r\n") != std::string_view::npos) {
    problem = path + ": must contain exactly one line";
    return {};
  }
  return std::string(value);
}

}  // namespace wirefold::config
