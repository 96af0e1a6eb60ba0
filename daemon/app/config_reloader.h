// The configuration of a running daemon, read again.
#pragma once

#include <optional>
#include <string>

#include "wirefold/base/file_watch.h"
#include "wirefold/config/config.h"

namespace wirefold::app {

/// Reads the configuration again when it is told to, and the feed list when its file was changed.
/// Logs what is new, and each problem; what has problems is not taken. One thread at a time.
class ConfigReloader {
 public:
  /// `loaded` was read from `file`.
  ConfigReloader(std::string file, const config::Loaded& loaded);

  /// All of it. Nothing if it has problems.
  std::optional<config::Config> reload();

  /// The configuration as it was read last, with the feeds that the list has now. Nothing if the
  /// list was not changed since, or has problems. To be called again and again: FileWatch.
  std::optional<config::Config> reload_list();

  /// Logs how the first feed is added.
  void say_no_feeds() const;

 private:
  void say(const config::Config& config) const;

  const std::string file_;
  const config::Config started_;  // without feeds: what waits for a restart is told from it
  config::Config current_;        // without the feeds of the list
  FileWatch list_;
};

}  // namespace wirefold::app
