// What systemd is told and what it gives, if it started us.
#pragma once

#include <chrono>
#include <string>

namespace wirefold::app {

/// Sends a state such as "READY=1" to $NOTIFY_SOCKET (sd_notify(3)); nothing without one. Safe from
/// any thread.
void notify(const std::string& state);

/// That a reload begins; the next READY=1 ends it.
void notify_reloading();

/// Without a sign of life for so long we are ended and started again; zero: nobody watches
/// (sd_watchdog_enabled(3)).
std::chrono::microseconds watchdog_limit();

/// The listening TCP socket of the socket unit, or -1 without one (sd_listen_fds(3)). Throws
/// std::runtime_error if it gives more than one, or another kind.
int listening_socket();

}  // namespace wirefold::app
