// Communicates with systemd, if it started this process.
#pragma once

#include <chrono>
#include <string>

namespace wirefold::app {

/// Sends a state such as "READY=1" to $NOTIFY_SOCKET, if set (sd_notify(3)). Safe from any thread.
void notify(const std::string& state);

/// Reports that a reload begins; the next READY=1 ends it.
void notify_reloading();

/// After this time without a sign of life, systemd ends and restarts the process
/// (sd_watchdog_enabled(3)); 0: there is no watchdog.
std::chrono::microseconds watchdog_limit();

/// The listening TCP socket of the socket unit; -1 if there is none (sd_listen_fds(3)). Throws
/// std::runtime_error if systemd passes more than one socket, or another kind.
int listening_socket();

}  // namespace wirefold::app
