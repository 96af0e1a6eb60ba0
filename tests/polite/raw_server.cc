#include "polite/raw_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

namespace wirefold::test {
namespace {

/// Waits for `ms`. Returns false if the client disconnects.
bool stays(int fd, int ms) {
  pollfd ready{fd, POLLIN, 0};
  if (poll(&ready, 1, ms) == 0) return true;
  char byte = 0;
  return recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) > 0;
}

bool give(int fd, const std::string& bytes) {
  return send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

}  // namespace

RawServer::RawServer(Answers answers)
    : answers_(std::move(answers)), listen_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listen_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listen_, 16) != 0) {
    throw std::runtime_error("the raw server does not start");
  }
  getsockname(listen_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  accepting_ = std::jthread([this] { accept_all(); });
}

RawServer::~RawServer() {
  ending_ = true;
  shutdown(listen_, SHUT_RDWR);
  accepting_.join();
  served_.clear();
  close(listen_);
}

void RawServer::accept_all() {
  while (!ending_) {
    const int fd = accept(listen_, nullptr, nullptr);
    if (fd < 0) continue;
    ++connections_;
    served_.emplace_back([this, fd] {
      serve(fd);
      close(fd);
    });
  }
}

void RawServer::serve(int fd) const {
  std::string request(4096, '\0');
  const ssize_t got = recv(fd, request.data(), request.size(), 0);
  request.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  const std::string path = request.substr(0, request.find(" HTTP"));
  if (const auto answer = answers_.find(path.substr(path.find(' ') + 1));
      answer != answers_.end()) {
    give(fd, answer->second);
    return;
  }
  bool more = true;
  if (path == "GET /drip") more = give(fd, "HTTP/1.1 200 OK\r\n\r\n<");
  if (path == "GET /hollow") {
    more = give(fd, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" +
                        std::string("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10));
  }
  if (path == "GET /headers" || path == "GET /long-header") more = give(fd, "HTTP/1.1 200 OK\r\n");
  while (more && !ending_) {
    if (path == "GET /headers") {
      more = give(fd, "X-More: and more\r\n");
    } else if (path == "GET /long-header") {
      more = give(fd, std::string(1000, 'x'));
    } else if (path == "GET /hollow") {
      std::string blocks;
      for (int i = 0; i < 1000; ++i) blocks += std::string("\0\0\0\xff\xff", 5);  // stored, empty
      more = give(fd, blocks);
    } else if (path == "GET /drip") {
      more = stays(fd, 100) && give(fd, "x");
    } else {
      more = stays(fd, 100);
    }
  }
}

}  // namespace wirefold::test
