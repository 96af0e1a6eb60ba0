// The daemon: its threads and what flows between them.
#pragma once

#include <memory>
#include <string>

#include "wirefold/config/config.h"

namespace wirefold::app {

/// Fetch, fold and serve, each on a thread of its own; signals on the caller's.
///
///   schedule -> fetch -> queue -> parse -> text -> fold -> store -> snapshot -> serve
///
/// SIGTERM and SIGINT end it after what is queued has been stored; SIGHUP reads the configuration
/// and the feed list again, a change of the list alone is taken up by itself, and the old ones stay
/// if the new ones have mistakes.
class Daemon {
 public:
  /// Opens the database, fills the fold window from it, and listens. Throws what the parts throw
  /// when this installation cannot work. Blocks the signals that run() waits for.
  ///
  /// `loaded` was read from `config_file`, and has no problems.
  Daemon(std::string config_file, config::Loaded loaded);
  ~Daemon();

  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  /// Works until told to end; 0, or 1 if a thread could not go on (the log says why).
  int run();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::app
