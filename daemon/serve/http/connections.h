// Keeps the open connections, limits them, and closes late ones. Private to the serve area; the
// server's thread only.
#pragma once

#include <chrono>
#include <optional>
#include <unordered_set>

#include "gate.h"
#include "mhd.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/serve/traffic.h"

namespace wirefold::serve {

/// One open connection, from accept to close.
struct Connection {
  using Time = std::chrono::steady_clock::time_point;

  int fd;
  Time since;  ///< When it opened, or when its last request header or answer was complete.
  std::optional<IpAddress> address;
  bool busy = false;       ///< A complete request header has arrived.
  bool uploading = false;  ///< The request body is still incomplete.
  bool follows = false;    ///< It follows /events, so its answer does not end.
};

struct Deadlines {
  std::chrono::milliseconds header;
  std::chrono::milliseconds body;
};

/// Longest time for an answer while rendered_bytes() exceeds its limit.
inline constexpr std::chrono::seconds kLongAnswer{30};

/// True for a connection that has missed a deadline. While the server `is_crowded`, a connection is
/// also late if it reads its answer slowly, because it may hold an old version of a resource.
/// Followers hold none.
bool is_late(const Connection& connection, Connection::Time now, const Deadlines& deadlines,
             bool is_crowded);

/// Limits the connections and requests of each address, and knows what every connection does.
class Connections {
 public:
  Connections(AddressLimits limits, Traffic& traffic, Deadlines deadlines)
      : gate_(std::move(limits)), traffic_(traffic), deadlines_(deadlines) {}
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  void set_limits(AddressLimits limits) { gate_.set_limits(std::move(limits)); }

  /// False, and counted, for a connection from an address that has too many. `address` may be null.
  bool accepts(const sockaddr* address);

  /// Returns null if memory is short. All other functions then ignore the connection.
  Connection* opened(MHD_Connection* connection) noexcept;
  void closed(Connection* connection) noexcept;

  /// A request header is complete, and its body follows. Returns the seconds until the address may
  /// send another request; 0: accepted.
  int request_begun(MHD_Connection* connection);
  static void body_complete(MHD_Connection* connection);
  static void request_ended(MHD_Connection* connection);

  /// The connection follows /events from now on.
  static void follows(MHD_Connection* connection);

  /// The address of the client, which a trusted proxy names; nullopt if unknown. See
  /// Gate::client_of().
  std::optional<IpAddress> client_of(MHD_Connection* connection) const;

  bool empty() const { return all_.empty(); }

  /// Shuts down late connections.
  void sweep(Connection::Time now);

 private:
  Gate gate_;
  Traffic& traffic_;
  const Deadlines deadlines_;
  std::unordered_set<Connection*> all_;  // owned by libmicrohttpd's socket contexts
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::serve
