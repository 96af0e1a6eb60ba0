#include "service_manager.h"

#include <sys/socket.h>
#include <systemd/sd-daemon.h>

#include <cstdint>
#include <stdexcept>

namespace wirefold::app {

void notify(const std::string& state) { sd_notify(0, state.c_str()); }

void notify_reloading() {
  const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
  notify("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.count()));
}

std::chrono::microseconds watchdog_limit() {
  std::uint64_t limit = 0;
  if (sd_watchdog_enabled(0, &limit) <= 0) limit = 0;
  return std::chrono::microseconds(limit);
}

int listening_socket() {
  const int count = sd_listen_fds(1);
  if (count <= 0) return -1;
  const int fd = SD_LISTEN_FDS_START;
  const bool tcp = sd_is_socket(fd, AF_INET, SOCK_STREAM, 1) > 0 ||
                   sd_is_socket(fd, AF_INET6, SOCK_STREAM, 1) > 0;
  if (count > 1 || !tcp) {
    throw std::runtime_error("the socket unit must pass one listening TCP socket (ListenStream=)");
  }
  return fd;
}

}  // namespace wirefold::app
