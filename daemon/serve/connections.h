// The open connections: when each began to wait, and who holds it. Private to the serve area; the
// server's thread only.
#pragma once

#include <chrono>
#include <optional>
#include <unordered_set>

#include "gate.h"
#include "mhd.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// One open connection, from accept to close.
struct Connection {
  using Time = std::chrono::steady_clock::time_point;

  int fd;
  Time since;  ///< When it began to wait for a request, or the request for its body.
  std::optional<IpAddress> address;
  bool busy = false;       ///< A whole request header has come.
  bool uploading = false;  ///< And its body is on the way.
};

class Connections {
 public:
  struct Deadlines {
    std::chrono::milliseconds header;
    std::chrono::milliseconds body;
  };

  Connections(Gate& gate, Traffic& traffic, Deadlines deadlines)
      : gate_(gate), traffic_(traffic), deadlines_(deadlines) {}

  /// Null if there is no memory: such a connection is not swept.
  Connection* opened(MHD_Connection* connection) noexcept;
  void closed(Connection* connection) noexcept;

  bool empty() const { return all_.empty(); }

  /// Shuts down what has kept us waiting for too long.
  void sweep(Connection::Time now);

 private:
  Gate& gate_;
  Traffic& traffic_;
  const Deadlines deadlines_;
  std::unordered_set<Connection*> all_;  // owned by libmicrohttpd's socket contexts
};

/// What opened() made of this connection; may be null.
Connection* context_of(MHD_Connection* connection) noexcept;

}  // namespace wirefold::serve
