#include "loaded_config.h"

#include <utility>

#include "wirefold/base/output.h"

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

}  // namespace wirefold::cli
