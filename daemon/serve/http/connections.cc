#include "connections.h"

#include <sys/socket.h>

#include <memory>
#include <new>

namespace wirefold::serve {
namespace {

using Steady = std::chrono::steady_clock;

std::optional<IpAddress> address_of(MHD_Connection* connection) {
  const MHD_ConnectionInfo* info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == nullptr || info->client_addr == nullptr) return std::nullopt;
  return ip_of(*info->client_addr);
}

}  // namespace

bool is_late(const Connection& connection, Connection::Time now, const Deadlines& deadlines,
             bool is_crowded) {
  const auto time = now - connection.since;
  if (connection.uploading) return time > deadlines.body;
  if (!connection.busy) return time > deadlines.header;
  return is_crowded && !connection.follows && time > kLongAnswer;
}

Connection* Connections::opened(MHD_Connection* connection) noexcept {
  const MHD_ConnectionInfo* info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  try {
    auto known = std::make_unique<Connection>(
        Connection{info->connect_fd, Steady::now(), address_of(connection)});
    all_.insert(known.get());
    if (known->address) gate_.opened(*known->address);
    traffic_.connections.fetch_add(1, std::memory_order_relaxed);
    return known.release();
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void Connections::closed(Connection* connection) noexcept {
  if (connection == nullptr) return;
  all_.erase(connection);
  if (connection->address) gate_.closed(*connection->address);
  traffic_.connections.fetch_sub(1, std::memory_order_relaxed);
  delete connection;
}

void Connections::sweep(Connection::Time now) {
  const bool is_crowded = rendered_bytes() > kMostRenderedBytes;
  for (const Connection* c : all_) {
    if (is_late(*c, now, deadlines_, is_crowded)) shutdown(c->fd, SHUT_RDWR);
  }
}

Connection* context_of(MHD_Connection* connection) noexcept {
  const MHD_ConnectionInfo* info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == nullptr ? nullptr : static_cast<Connection*>(info->socket_context);
}

}  // namespace wirefold::serve
