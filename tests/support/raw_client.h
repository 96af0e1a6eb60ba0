// An HTTP client that sends exactly the given bytes.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.h"
#include "wirefold/base/strings.h"

namespace wirefold::test {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval deadline{kDeadline.count(), 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &deadline, sizeof deadline);
    connected_ = connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { close(fd_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool send(std::string_view bytes) const {
    return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }

  /// Reads until the server closes the connection.
  std::string read_all() const {
    std::string out;
    char chunk[4096];
    for (ssize_t n; (n = recv(fd_, chunk, sizeof chunk, 0)) > 0;) {
      out.append(chunk, static_cast<std::size_t>(n));
    }
    return out;
  }

  /// Reads until `wanted` has arrived, and returns everything read so far.
  std::string read_until(std::string_view wanted) {
    const auto limit = std::chrono::steady_clock::now() + kDeadline;
    char chunk[4096];
    while (read_.find(wanted) == std::string::npos && std::chrono::steady_clock::now() < limit) {
      const ssize_t n = recv(fd_, chunk, sizeof chunk, 0);
      if (n <= 0) break;
      read_.append(chunk, static_cast<std::size_t>(n));
    }
    return read_;
  }

  /// Ends the sending direction. Answers can still be read.
  void half_close() const { shutdown(fd_, SHUT_WR); }

  /// Waits at most `time` for the server to close the connection.
  bool is_closed_within(std::chrono::milliseconds time) const {
    pollfd fd{fd_, POLLIN, 0};
    char byte;
    return poll(&fd, 1, static_cast<int>(time.count())) > 0 && recv(fd_, &byte, 1, 0) <= 0;
  }

  bool connected() const { return connected_; }

 private:
  int fd_;
  bool connected_ = false;
  std::string read_;
};

/// A parsed answer.
struct RawAnswer {
  int status = 0;
  std::multimap<std::string, std::string> headers;  ///< Names in lower case.
  std::string body;

  /// The first value of the header. Empty if absent.
  std::string header(const std::string& name) const {
    const auto it = headers.find(name);
    return it == headers.end() ? "" : it->second;
  }
};

/// Sends a request with these header lines and returns any answer.
inline RawAnswer ask(std::uint16_t port, const std::string& method, const std::string& target,
                     const std::vector<std::string>& headers = {}, const std::string& body = "") {
  const RawClient client(port);
  std::string request = method + ' ' + target + " HTTP/1.1\r\nConnection: close\r\n";
  bool has_host = false;
  for (const std::string& line : headers) {
    request += line + "\r\n";
    has_host = has_host || starts_with_ignore_case(line, "host:");
  }
  if (!has_host) request += "Host: 127.0.0.1\r\n";
  if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  client.send(request + "\r\n" + body);
  const std::string all = client.read_all();
  RawAnswer out;
  const std::size_t end = all.find("\r\n\r\n");
  if (end == std::string::npos) return out;
  out.status = std::stoi(all.substr(9, 3));
  for (const std::string_view line : split(std::string_view(all).substr(0, end), '\n')) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    out.headers.emplace(to_lower_ascii(line.substr(0, colon)), trim(line.substr(colon + 2)));
  }
  out.body = all.substr(end + 4);
  return out;
}

}  // namespace wirefold::test
