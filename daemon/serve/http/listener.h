// Listens on a socket and runs libmicrohttpd on it. Private to the serve area; the server's thread
// only, once constructed.
#pragma once

#include <chrono>
#include <cstdint>

#include "mhd.h"
#include "wirefold/serve/http/http_server.h"

namespace wirefold::serve {

/// The functions that libmicrohttpd calls, with `self` as their first argument. It calls them from
/// Listener::run() and from the destructor only, so on the server's thread.
struct Callbacks {
  void* self;
  MHD_AcceptPolicyCallback on_accept;
  MHD_AccessHandlerCallback on_request;
  MHD_NotifyConnectionCallback on_connection;
  MHD_RequestCompletedCallback on_completed;
};

class Listener {
 public:
  /// Listens from now on. Throws ServeError, which names the reason, if it cannot.
  Listener(const ServerOptions& options, const Callbacks& callbacks);

  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// The port on which it listens.
  std::uint16_t port() const { return port_; }
  bool is_loopback() const { return is_loopback_; }

  /// Waits, at most for `most`, until a connection needs run() or `other_fd` is readable. Returns
  /// true if `other_fd` is.
  bool wait(int other_fd, std::chrono::milliseconds most);

  /// Does all that is due without waiting: accepts, reads, calls back, writes, closes.
  void run() { MHD_run(daemon_.get()); }

  /// Accepts no more connections. Returns the listening socket, which the caller closes; -1 if
  /// there is none.
  int quiesce() { return MHD_quiesce_daemon(daemon_.get()); }

 private:
  MhdDaemon daemon_;  // its end closes the connections, none of which may be suspended
  std::uint16_t port_ = 0;
  bool is_loopback_ = false;
};

}  // namespace wirefold::serve
