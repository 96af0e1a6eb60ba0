// Log settings and the database path of a configuration.
#pragma once

#include <string>

#include "wirefold/base/log.h"
#include "wirefold/config/config.h"

namespace wirefold::app {

LogSettings log_settings_of(const config::Config& config);

/// The path of the database: in state.dir, else in $STATE_DIRECTORY (set by systemd),
/// $XDG_STATE_HOME/wirefold or ~/.local/state/wirefold.
std::string database_file(const config::Config& config);

}  // namespace wirefold::app
