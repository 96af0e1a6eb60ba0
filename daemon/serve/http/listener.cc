#include "listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

namespace wirefold::serve {
namespace {

// A request header of 4 KiB passes, one of 10 KiB gets 431. An idle connection takes 8.6 KiB.
constexpr std::size_t kConnectionMemory = 8192;
constexpr unsigned kIdleTimeoutSeconds = 30;

union Address {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
};

bool make_address(const ServerOptions& options, Address& out) {
  std::memset(&out, 0, sizeof out);
  if (inet_pton(AF_INET6, options.address.c_str(), &out.v6.sin6_addr) == 1) {
    out.v6.sin6_family = AF_INET6;
    out.v6.sin6_port = htons(options.port);
    return true;
  }
  out.v4.sin_family = AF_INET;
  out.v4.sin_port = htons(options.port);
  return inet_pton(AF_INET, options.address.c_str(), &out.v4.sin_addr) == 1;
}

/// A message for the error of listening on a port.
std::string why_not(int error) {
  switch (error) {
    case EADDRINUSE:
      return "the port is in use, perhaps by another wirefold; set another port in serve.listen";
    case EACCES:
      return "only root may use ports below 1024; set another port in serve.listen";
    case EADDRNOTAVAIL:
      return "this machine does not have that address; set another one in serve.listen";
    default:
      return std::generic_category().message(error);
  }
}

/// Null, with errno set, if it cannot listen.
MHD_Daemon* start(const ServerOptions& options, const Address& address,
                  const Callbacks& callbacks) {
  unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
  if (address.any.sa_family == AF_INET6) flags |= MHD_USE_IPv6;
  const bool given = options.listening_fd >= 0;
  const MHD_OptionItem where[] = {
      {given ? MHD_OPTION_LISTEN_SOCKET : MHD_OPTION_END, options.listening_fd, nullptr},
      {MHD_OPTION_END, 0, nullptr}};
  void* const self = callbacks.self;
  errno = 0;
  return MHD_start_daemon(flags, 0, callbacks.on_accept, self, callbacks.on_request, self,  //
                          MHD_OPTION_ARRAY, where,                                          //
                          MHD_OPTION_SOCK_ADDR, &address.any,                               //
                          MHD_OPTION_CONNECTION_LIMIT, options.connections,                 //
                          MHD_OPTION_CONNECTION_TIMEOUT, kIdleTimeoutSeconds,               //
                          MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionMemory,            //
                          MHD_OPTION_STRICT_FOR_CLIENT, 1,                                  //
                          MHD_OPTION_NOTIFY_CONNECTION, callbacks.on_connection, self,      //
                          MHD_OPTION_NOTIFY_COMPLETED, callbacks.on_completed, self,        //
                          MHD_OPTION_END);
}

/// The address on which `daemon` listens; zeros if there is none.
Address bound_address(MHD_Daemon* daemon) {
  const int fd = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_LISTEN_FD)->listen_fd;
  Address address;
  std::memset(&address, 0, sizeof address);
  socklen_t size = sizeof address;
  if (getsockname(fd, &address.any, &size) != 0) std::memset(&address, 0, sizeof address);
  return address;
}

/// The time until libmicrohttpd must run even if nothing arrives, at most `most`.
int timeout_of(MHD_Daemon* daemon, std::chrono::milliseconds most) {
  MHD_UNSIGNED_LONG_LONG wanted = 0;
  const auto limit = static_cast<MHD_UNSIGNED_LONG_LONG>(most.count());
  const bool has_timeout = MHD_get_timeout(daemon, &wanted) == MHD_YES;
  return static_cast<int>(has_timeout ? std::min(wanted, limit) : limit);
}

}  // namespace

Listener::Listener(const ServerOptions& options, const Callbacks& callbacks) {
  Address address;
  if (!make_address(options, address)) throw ServeError("not an address: " + options.address);
  daemon_.reset(start(options, address, callbacks));
  if (!daemon_) {
    throw ServeError("cannot listen on " + options.address + " port " +
                     std::to_string(options.port) + ": " + why_not(errno));
  }
  const Address bound = bound_address(daemon_.get());
  port_ = ntohs(bound.any.sa_family == AF_INET6 ? bound.v6.sin6_port : bound.v4.sin_port);
  const auto ip = ip_of(bound.any);
  is_loopback_ = ip && wirefold::is_loopback(*ip);
}

bool Listener::wait(int other_fd, std::chrono::milliseconds most) {
  const int epoll_fd = MHD_get_daemon_info(daemon_.get(), MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
  pollfd fds[] = {{epoll_fd, POLLIN, 0}, {other_fd, POLLIN, 0}};
  poll(fds, 2, timeout_of(daemon_.get(), most));
  return fds[1].revents != 0;
}

}  // namespace wirefold::serve
