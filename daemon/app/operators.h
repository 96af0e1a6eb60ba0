// Composes what answers operators.
#pragma once

#include <stop_token>
#include <string>

#include "wirefold/app/stored_source.h"
#include "wirefold/config/config.h"
#include "wirefold/control/operator_actions.h"
#include "wirefold/serve/desk.h"
#include "wirefold/serve/operator/operator_desk.h"
#include "wirefold/serve/operator/operator_pages.h"
#include "wirefold/serve/operator/tasks.h"

namespace wirefold::app {

/// run() needs a thread of its own.
class Operators {
 public:
  /// `config` was read from `config_file`; `database` is the path of the database, which must be
  /// open. `readers` knows the site, and outlives this object. Throws StoreError.
  Operators(const std::string& config_file, const std::string& database,
            const config::Config& config, const serve::Desk& readers)
      : readers_(readers), source_(database), actions_(config_file, database, needed(config)) {}

  serve::OperatorDesk& desk() { return desk_; }

  /// `config` holds from now on. Any thread.
  void configured(const config::Config& config) { actions_.set_config(needed(config)); }

  /// Answers until `stop`; then ends what waits for the daemon.
  void run(const std::stop_token& stop) {
    const std::stop_callback end(stop, [this] { actions_.end(); });
    desk_.run(stop);
  }

 private:
  /// Nobody asks for anything where nobody can sign in, and a list of feeds may be long.
  static config::Config needed(const config::Config& config) {
    return config.serve.operator_password.empty() ? config::Config() : config;
  }

  const serve::Desk& readers_;
  StoredSource source_;
  control::OperatorActions actions_;
  serve::Tasks tasks_;  // after the actions, which its tasks use until they have ended
  serve::OperatorPages pages_{source_, actions_, tasks_};
  serve::OperatorDesk desk_{[this](const serve::OperatorRequest& request) {
    return pages_.answer(*readers_.site(), request);
  }};
};

}  // namespace wirefold::app
