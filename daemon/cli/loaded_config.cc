#include "loaded_config.h"

#include <unistd.h>

#include <cerrno>
#include <utility>

#include "wirefold/app/options.h"
#include "wirefold/base/output.h"
#include "wirefold/store/database.h"

namespace wirefold::cli {

bool report(const std::vector<config::Problem>& problems) {
  for (const config::Problem& p : problems) to_error() << p.place << ": " << p.message << '\n';
  return problems.empty();
}

std::optional<config::Config> load_config(const std::string& file) {
  config::Loaded loaded = config::load(file);
  if (!report(loaded.problems)) return std::nullopt;
  return std::move(loaded.config);
}

std::string when_applied(const config::Config& config) {
  return store::is_in_use(app::database_file(config))
             ? "The running daemon applies it within seconds.\n"
             : "No daemon runs with this configuration: start one with \"wirefold run\".\n";
}

std::string why_unchanged(const std::string& path, const Error& error) {
  const bool foreign = error.code == Errc::kIo && access(path.c_str(), W_OK) != 0;
  return error.detail +
         (foreign && errno == EACCES ? "; it belongs to another user: use sudo" : "");
}

}  // namespace wirefold::cli
