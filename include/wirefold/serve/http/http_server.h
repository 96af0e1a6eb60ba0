// The HTTP server: libmicrohttpd on one thread of ours.
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
#include "wirefold/serve/http/address_limits.h"
#include "wirefold/serve/desk.h"
#include "wirefold/serve/event_log.h"
#include "wirefold/serve/http/own_names.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// The port is taken or the address is not ours; what() names both.
class ServeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< Numeric, IPv4 or IPv6.
  std::uint16_t port = 8710;          ///< 0: any free one; see HttpServer::port().
  /// A listening socket to take instead, which is closed in the end; -1: none.
  int listening_fd = -1;
  unsigned connections = 512;  ///< Open at a time; more wait in the kernel.
  AddressLimits limits;
  /// A connection that has sent no whole request header for so long is closed, idle ones too.
  std::chrono::milliseconds header_deadline = std::chrono::seconds(10);
  /// And one whose body is not there after so long.
  std::chrono::milliseconds body_deadline = std::chrono::seconds(60);
  /// When the server ends, those who are connected have so long to get an answer to what they ask.
  std::chrono::milliseconds drain_for{500};
};

/// A request that is not for what is served but for the daemon: a hub calls back, or a subscriber
/// comes to ours.
struct Arrival {
  std::string method;  ///< "GET" or "POST".
  std::string path;
  std::vector<std::pair<std::string, std::string>> arguments;  ///< Of the query, decoded.
  std::string content_type;
  std::string signature;  ///< X-Hub-Signature.
  std::string body;
  /// Where it comes from; nothing for an address that is trusted, as it speaks for others, and does
  /// not say for whom (the last of X-Forwarded-For).
  std::optional<IpAddress> client = std::nullopt;
};

struct Receipt {
  int status = 200;
  std::string body;                    ///< text/plain.
  std::chrono::seconds retry_after{};  ///< 0: not said.
};

/// Takes what arrives below one path.
class Receiver {
 public:
  virtual ~Receiver() = default;
  /// False for a path whose bodies need not be read: take() will say 404. Any thread.
  virtual bool expects(std::string_view path) = 0;
  /// Called on the server's thread; must not wait for anything.
  virtual Receipt take(Arrival&& arrival) = 0;
};

/// Listens from construction on; answers while run() works.
class HttpServer {
 public:
  /// All that it is given outlives it.
  HttpServer(const ServerOptions& options, Desk& desk, const EventLog& events, Traffic& traffic);
  ~HttpServer();

  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// GET and POST of `path` ("/websub"), or of all below it ("/websub/"), go to `receiver`, with
  /// bodies of `max_body` bytes at most. Before run(); `receiver` outlives the server.
  void receive(std::string path, Receiver& receiver, std::size_t max_body);

  /// From now on everything but /healthz, /readyz and what receivers take asks for it; empty: not
  /// any more. Safe from any thread.
  void set_password(std::string password);

  /// What a request may call this server from now on, if it listens on a loopback address. Safe
  /// from any thread.
  void set_names(OwnNames names);

  /// From now on. Safe from any thread.
  void set_limits(AddressLimits limits);

  /// There are new events. Safe from any thread.
  void wake_followers();

  /// Answers requests until `stop`, and then, for half a second at most, those of clients that are
  /// connected, which are told that the connection ends; new ones wait in the kernel for who
  /// listens next. Beats `pulse` at every turn. (libmicrohttpd's own time-out starts anew with each
  /// byte, so the deadline for request headers is kept here.)
  void run(const std::stop_token& stop, Pulse* pulse = nullptr);

  /// The port that is listened on.
  std::uint16_t port() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::serve
