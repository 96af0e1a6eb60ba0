// What systemd is told, if it started us.
#pragma once

#include <string>

namespace wirefold::app {

/// Sends a state such as "READY=1" to $NOTIFY_SOCKET (sd_notify(3)); nothing without one.
void notify(const std::string& state);

}  // namespace wirefold::app
