#include "settings.h"

#include <iostream>

namespace wirefold::app {

bool report(const std::vector<config::Problem>& problems) {
  for (const config::Problem& p : problems) std::cerr << p.place << ": " << p.message << '\n';
  return problems.empty();
}

LogLevel log_level_of(const config::Config& config) {
  LogLevel level = LogLevel::kInfo;
  parse_log_level(config.log.level, level);
  return level;
}

fold::Rules rules_of(const config::Config& config) {
  return {config.fold.window, config.fold.min_similarity,
          static_cast<std::uint32_t>(config.fold.min_words)};
}

}  // namespace wirefold::app
