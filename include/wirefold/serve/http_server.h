// The HTTP server: libmicrohttpd on one thread of ours.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>

#include "wirefold/serve/snapshot.h"

namespace wirefold::serve {

/// The port is taken or the address is not ours; what() names both.
class ServeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< Numeric, IPv4 or IPv6.
  std::uint16_t port = 8710;          ///< 0: any free one; see HttpServer::port().
  unsigned connections = 512;         ///< Open at a time; more wait in the kernel.
  /// A connection that has sent no whole request header for so long is closed, idle ones too.
  std::chrono::milliseconds header_deadline = std::chrono::seconds(10);
};

/// Listens from construction on; answers while run() works.
class HttpServer {
 public:
  explicit HttpServer(const ServerOptions& options);
  ~HttpServer();

  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Answers requests until `stop`. (libmicrohttpd's own time-out starts anew with each byte, so
  /// the deadline for request headers is kept here.)
  void run(const std::stop_token& stop);

  /// Swaps what is served. Safe from any thread.
  void publish(SnapshotPtr snapshot);

  /// The port that is listened on.
  std::uint16_t port() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold::serve
