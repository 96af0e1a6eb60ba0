// The HTTP server: libmicrohttpd, run on one thread of the daemon.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirefold/base/pulse.h"
#include "wirefold/serve/desk.h"
#include "wirefold/serve/event_log.h"
#include "wirefold/serve/http/address_limits.h"
#include "wirefold/serve/http/own_names.h"
#include "wirefold/serve/operator/operator_desk.h"
#include "wirefold/serve/pictures.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// The server cannot start, for example because the port is in use; what() names the reason.
class ServeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< Numeric, IPv4 or IPv6.
  std::uint16_t port = 8710;          ///< 0: any free port; see HttpServer::port().
  /// A listening socket to use instead of `address` and `port`, which the server closes at its end;
  /// -1: none.
  int listening_fd = -1;
  unsigned connections = 512;  ///< Connections open at a time; more wait in the kernel.
  AddressLimits limits;
  /// A connection that sends no complete request header for this long is closed, even if idle.
  std::chrono::milliseconds header_deadline = std::chrono::seconds(10);
  /// A connection whose request body is not complete after this long is closed.
  std::chrono::milliseconds body_deadline = std::chrono::seconds(60);
  /// When the server stops, connected clients have this long to get their answers.
  std::chrono::milliseconds drain_for{500};
};

/// A request for the daemon itself: a callback of a hub, or a request of a subscriber to our hub.
struct Request {
  std::string method;  ///< "GET" or "POST".
  std::string path;
  std::vector<std::pair<std::string, std::string>> arguments;  ///< Decoded query.
  std::string content_type;
  std::string signature;  ///< X-Hub-Signature.
  std::string body;
  /// Address of the client. nullopt if the connection is from a trusted proxy and the last item of
  /// X-Forwarded-For is not the address of a client.
  std::optional<IpAddress> client = std::nullopt;
};

struct Reply {
  int status = 200;
  std::string body;                    ///< text/plain.
  std::chrono::seconds retry_after{};  ///< 0: no Retry-After header.
};

/// Handles the requests below one path.
class Handler {
 public:
  virtual ~Handler() = default;
  /// False for a path whose bodies need not be read, because take() answers 404. Any thread.
  virtual bool expects(std::string_view path) = 0;
  /// Called on the server's thread; must not block.
  virtual Reply take(Request&& request) = 0;
};

/// Listens from construction on, and answers requests during run().
class HttpServer {
 public:
  /// `desk`, `events` and `traffic` must outlive the server.
  HttpServer(const ServerOptions& options, Desk& desk, const EventLog& events, Traffic& traffic);
  ~HttpServer();

  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Sends GET and POST requests for `path` ("/websub"), or for all paths below it ("/websub/"), to
  /// `handler`, with bodies of at most `max_body` bytes. Call it before run(). `handler` must
  /// outlive the server.
  void route(std::string path, Handler& handler, std::size_t max_body);

  /// Sets the password for all that is served except /healthz, /readyz and the paths of handlers;
  /// empty: no password. Safe from any thread.
  void set_password(std::string password);

  /// Sends the requests of signed-in operators to `desk`, which must outlive the server. Call it
  /// before run().
  void connect(OperatorDesk& desk);

  /// Gets pictures from `pictures`, which must outlive the server. Call it before run().
  void connect(Pictures& pictures);

  /// Sets the password with which operators sign in, and ends all sessions if it has changed;
  /// empty: nobody can. Safe from any thread.
  void set_operator_password(std::string password);

  /// Sets the names that requests may use for this server if it listens on a loopback address. Safe
  /// from any thread.
  void set_names(OwnNames names);

  /// Safe from any thread.
  void set_limits(AddressLimits limits);

  /// Call it after new events. Safe from any thread.
  void wake_followers();

  /// Answers requests until `stop`. Then answers connected clients for at most
  /// ServerOptions::drain_for, with "Connection: close", while new connections wait in the kernel
  /// for the next process that listens. Beats `pulse` at every turn. libmicrohttpd restarts its own
  /// time-out with each byte, so this class enforces the deadline for request headers.
  void run(const std::stop_token& stop, Pulse* pulse = nullptr);

  /// The port on which the server listens.
  std::uint16_t port() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::serve
