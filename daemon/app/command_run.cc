#include <iostream>

#include "settings.h"
#include "wirefold/app/commands.h"
#include "wirefold/app/daemon.h"
#include "wirefold/base/log.h"
#include "wirefold/config/config.h"

namespace wirefold::app {

int run(const std::string& config_file) {
  config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  init_log();
  set_log(log_settings_of(loaded.config));
  return Daemon(config_file, std::move(loaded.config)).run();
}

int check(const std::string& config_file) {
  const config::Loaded loaded = config::load(config_file);
  if (!report(loaded.problems)) return 1;
  std::cout << config_file << ": good, " << loaded.config.sources.size() << " feeds\n";
  return 0;
}

int print_config() {
  std::cout << config::default_text();
  return std::cout.flush() ? 0 : 1;
}

int print_manual() {
  std::cout << config::manual_text();
  return std::cout.flush() ? 0 : 1;
}

}  // namespace wirefold::app
