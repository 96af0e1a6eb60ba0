// A UNIX datagram socket that stands in for one of systemd's.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <string>

#include "support/process.h"

namespace wirefold::test {

class Datagrams {
 public:
  explicit Datagrams(const std::string& path) : fd_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    EXPECT_EQ(bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  ~Datagrams() { close(fd_); }
  Datagrams(const Datagrams&) = delete;
  Datagrams& operator=(const Datagrams&) = delete;

  /// The next message; empty if none comes within kDeadline.
  std::string next() const { return next_within(kDeadline); }

  std::string next_within(std::chrono::milliseconds time) const {
    pollfd fd{fd_, POLLIN, 0};
    if (poll(&fd, 1, static_cast<int>(time.count())) <= 0) return {};
    std::string text(65536, '\0');
    const ssize_t n = recv(fd_, text.data(), text.size(), 0);
    text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return text;
  }

  /// Drops all messages that have arrived.
  void drop_all() const {
    while (!next_within(std::chrono::milliseconds(0)).empty()) {
    }
  }

 private:
  int fd_;
};

}  // namespace wirefold::test
