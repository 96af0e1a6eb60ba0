#include "connections.h"

#include <sys/socket.h>

#include <cassert>
#include <memory>
#include <new>

#include "request.h"

namespace wirefold::serve {
namespace {

using Steady = std::chrono::steady_clock;

std::optional<IpAddress> address_of(MHD_Connection* connection) {
  const MHD_ConnectionInfo* info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == nullptr || info->client_addr == nullptr) return std::nullopt;
  return ip_of(*info->client_addr);
}

/// The result of opened() for this connection; may be null.
Connection* context_of(MHD_Connection* connection) {
  const MHD_ConnectionInfo* info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == nullptr ? nullptr : static_cast<Connection*>(info->socket_context);
}

}  // namespace

bool is_late(const Connection& connection, Connection::Time now, const Deadlines& deadlines,
             bool is_crowded) {
  const auto time = now - connection.since;
  if (connection.uploading) return time > deadlines.body;
  if (!connection.busy) return time > deadlines.header;
  return is_crowded && !connection.follows && time > kLongAnswer;
}

bool Connections::accepts(const sockaddr* address) {
  assert(check_.is_here());
  const auto ip = address == nullptr ? std::nullopt : ip_of(*address);
  if (!ip || gate_.has_room(*ip)) return true;
  traffic_.limited.fetch_add(1, std::memory_order_relaxed);
  return false;
}

Connection* Connections::opened(MHD_Connection* connection) noexcept {
  assert(check_.is_here());
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

int Connections::request_begun(MHD_Connection* connection) {
  assert(check_.is_here());
  Connection* const known = context_of(connection);
  if (known == nullptr) return 0;
  known->busy = true;
  known->uploading = true;
  known->since = Steady::now();
  return known->address ? gate_.seconds_to_wait(*known->address, known->since) : 0;
}

void Connections::body_complete(MHD_Connection* connection) {
  if (Connection* const known = context_of(connection)) known->uploading = false;
}

void Connections::request_ended(MHD_Connection* connection) {
  Connection* const known = context_of(connection);
  if (known == nullptr) return;
  known->busy = false;
  known->uploading = false;
  known->since = Steady::now();
}

void Connections::follows(MHD_Connection* connection) {
  if (Connection* const known = context_of(connection)) known->follows = true;
}

std::optional<IpAddress> Connections::client_of(MHD_Connection* connection) const {
  assert(check_.is_here());
  const Connection* const known = context_of(connection);
  if (known == nullptr || !known->address) return std::nullopt;
  return gate_.client_of(*known->address, last_header(connection, "X-Forwarded-For"));
}

void Connections::sweep(Connection::Time now) {
  assert(check_.is_here());
  const bool is_crowded = rendered_bytes() > kMostRenderedBytes;
  for (const Connection* c : all_) {
    if (is_late(*c, now, deadlines_, is_crowded)) shutdown(c->fd, SHUT_RDWR);
  }
}

}  // namespace wirefold::serve
