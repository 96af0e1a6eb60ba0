#include "wirefold/app/options.h"

#include <cstdlib>
#include <filesystem>

namespace wirefold::app {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before the threads
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

std::string database_file(const config::Config& config) {
  fs::path dir = config.state.dir;
  if (dir.empty()) dir = environment("STATE_DIRECTORY");
  if (dir.empty() && !environment("XDG_STATE_HOME").empty()) {
    dir = fs::path(environment("XDG_STATE_HOME")) / "wirefold";
  }
  if (dir.empty()) dir = fs::path(environment("HOME")) / ".local/state/wirefold";
  return (dir / "wirefold.db").string();
}

LogSettings log_settings_of(const config::Config& config) {
  LogSettings out;
  LogLevel level = LogLevel::kInfo;
  parse_log_level(config.log.level, level);
  out.levels.fill(level);
  static_cast<void>(parse_log_levels(config.log.levels, out.levels));  // checked when it was read
  out.json_file = config.log.json;
  return out;
}

}  // namespace wirefold::app
