// A scripted HTTP server on 127.0.0.1.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

struct MHD_Daemon;

namespace wirefold::test {

struct HttpRequest {
  std::string method;
  std::string path;
  std::string target;                          ///< Path and query as sent.
  std::map<std::string, std::string> headers;  ///< Names in lower case.
  std::string body;

  /// Value of a header. Empty if it is missing.
  std::string header(const std::string& name) const {
    const auto it = headers.find(name);
    return it == headers.end() ? "" : it->second;
  }
};

struct HttpReply {
  int status = 200;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// Answers with what `handler` returns, on its own thread, and records all requests. Sends no Date,
/// because its clock is not the tests' clock.
class HttpTestServer {
 public:
  using Handler = std::function<HttpReply(const HttpRequest&)>;

  explicit HttpTestServer(Handler handler);
  ~HttpTestServer();
  HttpTestServer(const HttpTestServer&) = delete;
  HttpTestServer& operator=(const HttpTestServer&) = delete;

  std::string url(const std::string& path) const;
  std::vector<HttpRequest> requests() const;
  std::uint16_t port() const { return port_; }
  std::size_t connections() const { return connections_; }

  /// Closes the port. start() opens the same port again.
  void stop();
  void start();

  /// For the server's callbacks: runs the handler on one request, or counts a connection.
  HttpReply answer(HttpRequest request);
  void connected() { ++connections_; }

 private:
  Handler handler_;
  std::atomic<std::size_t> connections_ = 0;
  mutable std::mutex mutex_;  // Guards requests_.
  std::vector<HttpRequest> requests_;
  MHD_Daemon* daemon_ = nullptr;
  std::atomic<std::uint16_t> port_ = 0;  ///< Handlers read it on the server's thread.
};

}  // namespace wirefold::test
