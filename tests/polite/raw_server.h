// A server on 127.0.0.1 that breaks rules which an HTTP library would keep.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace wirefold::test {

/// The path of the request decides the answer. "/drip" sends one byte of its body every 100 ms.
/// "/headers" sends header fields without end, "/long-header" one field without end, "/hollow"
/// compressed bytes without end that unpack to nothing. Any other path sends nothing. Each
/// connection has its own thread and ends with the client or with the server.
class RawServer {
 public:
  /// For each path, bytes that are sent before the connection ends.
  using Answers = std::map<std::string, std::string>;

  explicit RawServer(Answers answers = {});
  ~RawServer();
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  std::uint16_t port() const { return port_; }
  std::size_t connections() const { return connections_; }

 private:
  void accept_all();
  void serve(int fd) const;

  const Answers answers_;
  int listen_;
  std::uint16_t port_ = 0;
  std::atomic<bool> ending_ = false;
  std::atomic<std::size_t> connections_ = 0;
  std::vector<std::jthread> served_;
  std::jthread accepting_;
};

}  // namespace wirefold::test
