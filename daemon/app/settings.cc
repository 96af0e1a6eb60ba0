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

fetch::Options fetch_options(const config::Config& config) {
  fetch::Options options;
  options.timeout = config.fetch.timeout;
  options.max_body_bytes = static_cast<std::size_t>(config.fetch.max_body);
  options.max_transfers = static_cast<long>(config.fetch.transfers);
  const std::string contact =
      config.fetch.contact.empty() ? config::base_url(config) : config.fetch.contact;
  options.user_agent = std::string("wirefold/") + WIREFOLD_VERSION + " (+" + contact + ')';
  return options;
}

}  // namespace wirefold::app
