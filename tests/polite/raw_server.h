// A server on 127.0.0.1 that no library would let one write.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace wirefold::test {

/// By the path of the request: "/drip" sends a byte of its body now and then, "/headers" header
/// fields for ever, "/long-header" one without an end, "/hollow" compressed bytes for ever that
/// unpack to nothing, all else nothing at all. Each connection
/// has its thread and ends with the client or with the server.
class RawServer {
 public:
  /// By path, bytes that are sent and end the connection.
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
