// Reads the configuration of a running daemon again.
#pragma once

#include <optional>
#include <string>

#include "wirefold/base/file_watch.h"
#include "wirefold/config/config.h"

namespace wirefold::app {

/// Logs the changed settings and each problem; a configuration with problems is not used. One
/// thread at a time.
class ConfigReloader {
 public:
  /// `loaded` was read from `file`.
  ConfigReloader(std::string file, const config::Loaded& loaded);

  /// Reads the configuration and its feed list. Returns nullopt if they have problems.
  std::optional<config::Config> reload();

  /// The last configuration, with the current feeds of the list. Returns nullopt if the list has
  /// not changed or has problems. Call it repeatedly: see FileWatch.
  std::optional<config::Config> reload_list();

  /// Logs how to add the first feed.
  void say_no_feeds() const;

 private:
  void say(const config::Config& config) const;

  const std::string file_;
  const config::Config started_;  // without feeds; a setting that differs may need a restart
  config::Config current_;        // without the feeds of the list
  FileWatch list_;
};

}  // namespace wirefold::app
