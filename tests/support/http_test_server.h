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
  std::string target;                          ///< Path and query as they were sent.
  std::map<std::string, std::string> headers;  ///< Names in lower case.
  std::string body;

  /// Value of a header, empty if it is missing.
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

/// Answers with what `handler` says, on a thread of its own, and remembers all requests. Sends no
/// Date, as its clock is not that of the tests.
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

  /// Closes the port, and opens the same one again.
  void stop();
  void start();

  /// For the server's own callbacks: runs the handler on one request; counts a connection.
  HttpReply answer(HttpRequest request);
  void connected() { ++connections_; }

 private:
  Handler handler_;
  std::atomic<std::size_t> connections_ = 0;
  mutable std::mutex mutex_;  // guards requests_
  std::vector<HttpRequest> requests_;
  MHD_Daemon* daemon_ = nullptr;
  std::atomic<std::uint16_t> port_ = 0;  ///< Handlers read it on the thread of the server.
};

}  // namespace wirefold::test
