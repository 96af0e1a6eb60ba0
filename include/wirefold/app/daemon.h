// Composes the daemon, and runs its threads.
#pragma once

#include <memory>
#include <string>

#include "wirefold/config/config.h"

namespace wirefold::app {

/// Its threads are listed in daemon/README.md. The caller's thread handles signals, reloads and the
/// watchdog.
///
///   schedule -> fetch -> queue -> parse -> text -> fold -> store -> render -> serve
///
/// SIGTERM and SIGINT end the daemon after the queued documents have been stored. SIGHUP reads the
/// configuration and the feed list again; a change of the list alone takes effect without a signal.
/// If the new files have mistakes, the old configuration stays.
class Daemon {
 public:
  /// Opens the database, fills the fold window from it, and listens. Exceptions of the parts pass
  /// through, e.g. StoreError. Blocks the signals that run() waits for.
  ///
  /// `loaded` was read from `config_file` and has no problems.
  Daemon(const std::string& config_file, config::Loaded loaded);
  ~Daemon();

  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  /// Runs until SIGTERM or SIGINT, and returns 0. A std::exception on any of the threads is logged
  /// and ends the daemon as SIGTERM does; the result is then 1.
  int run();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::app
