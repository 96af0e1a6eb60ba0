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
  bool follows = false;    ///< Its answer goes on and on.
};

struct Deadlines {
  std::chrono::milliseconds header;
  std::chrono::milliseconds body;
};

/// How long a client may take for an answer while what is rendered takes too much.
inline constexpr std::chrono::seconds kLongAnswer{30};

/// True for a connection that has kept us waiting for too long. While the server `is_crowded`, that
/// is also one that takes its answer slowly: it may hold an old version of it. Followers do not.
bool is_late(const Connection& connection, Connection::Time now, const Deadlines& deadlines,
             bool is_crowded);

class Connections {
 public:
  Connections(Gate& gate, Traffic& traffic, Deadlines deadlines)
      : gate_(gate), traffic_(traffic), deadlines_(deadlines) {}

  /// Null if there is no memory: such a connection is not swept.
  Connection* opened(MHD_Connection* connection) noexcept;
  void closed(Connection* connection) noexcept;

  bool empty() const { return all_.empty(); }

  /// Shuts down what is late.
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
