#include "wirefold/serve/http_server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <unordered_set>

#include "wirefold/base/guarded.h"
#include "wirefold/base/handle.h"
#include "wirefold/base/log.h"
#include "wirefold/serve/answer.h"

namespace wirefold::serve {
namespace {

using Daemon = Handle<MHD_Daemon, MHD_stop_daemon>;
using MhdResponse = Handle<MHD_Response, MHD_destroy_response>;
using Clock = std::chrono::steady_clock;

// 4 KiB of request header pass, 10 KiB are refused with 431; 8.6 KiB of memory an idle connection.
constexpr std::size_t kConnectionMemory = 8192;
constexpr unsigned kIdleTimeoutSeconds = 30;
constexpr unsigned kPerAddress = 64;
constexpr std::chrono::milliseconds kSweepEvery(500);

/// One open connection, from accept to close.
struct Connection {
  int fd;
  Clock::time_point since;  // when it began to wait for a request, or the request for its body
  bool busy = false;        // a whole request header has come
  bool uploading = false;   // and its body is on the way
};

/// One request between its header and its answer.
struct Exchange {
  bool refused = false;  // the body is too long, or too much is on its way already
  std::string body;
};

// Bodies on their way, all together.
constexpr std::size_t kMostUploads = std::size_t{64} << 20;

union Address {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
};

bool make_address(const ServerOptions& options, Address& out) {
  std::memset(&out, 0, sizeof out);
  if (inet_pton(AF_INET6, options.address.c_str(), &out.v6.sin6_addr) == 1) {
    out.v6.sin6_family = AF_INET6;
    out.v6.sin6_port = htons(options.port);
    return true;
  }
  out.v4.sin_family = AF_INET;
  out.v4.sin_port = htons(options.port);
  return inet_pton(AF_INET, options.address.c_str(), &out.v4.sin_addr) == 1;
}

std::string_view header(MHD_Connection* connection, const char* name) {
  const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

/// What an answer's bytes may lie in.
struct Kept {
  SnapshotPtr stories;
  SnapshotPtr feeds;
};

void release_snapshots(void* kept) { delete static_cast<Kept*>(kept); }

void add_headers(MHD_Response* response, const Answer& answer) {
  if (response == nullptr) return;
  for (const auto& [name, value] : answer.headers) {
    MHD_add_response_header(response, name.c_str(), value.c_str());
  }
}

/// A response whose bytes stay in the snapshot, which lives until the last byte is sent.
MhdResponse to_mhd(const Answer& answer, Kept kept) {
  auto holder = std::make_unique<Kept>(std::move(kept));
  MhdResponse response(MHD_create_response_from_buffer_with_free_callback_cls(
      answer.body.size(), const_cast<char*>(answer.body.data()),  // libmicrohttpd only reads it
      release_snapshots, holder.get()));
  if (!response) return nullptr;
  static_cast<void>(holder.release());
  add_headers(response.get(), answer);
  return response;
}

/// A response of bytes that live no longer than this call.
MhdResponse to_mhd_copy(const Answer& answer) {
  MhdResponse response(MHD_create_response_from_buffer(
      answer.body.size(), const_cast<char*>(answer.body.data()), MHD_RESPMEM_MUST_COPY));
  add_headers(response.get(), answer);
  return response;
}

}  // namespace

class HttpServer::Impl {
 public:
  explicit Impl(const ServerOptions& options)
      : wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
        header_deadline_(options.header_deadline),
        body_deadline_(options.body_deadline) {
    Address address;
    if (!make_address(options, address)) throw ServeError("not an address: " + options.address);
    unsigned flags = MHD_USE_EPOLL;
    if (address.any.sa_family == AF_INET6) flags |= MHD_USE_IPv6;
    errno = 0;
    daemon_.reset(MHD_start_daemon(flags, 0, nullptr, nullptr, on_request, this,      //
                                   MHD_OPTION_SOCK_ADDR, &address.any,                //
                                   MHD_OPTION_CONNECTION_LIMIT, options.connections,  //
                                   MHD_OPTION_PER_IP_CONNECTION_LIMIT,
                                   std::min(kPerAddress, options.connections),             //
                                   MHD_OPTION_CONNECTION_TIMEOUT, kIdleTimeoutSeconds,     //
                                   MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionMemory,  //
                                   MHD_OPTION_STRICT_FOR_CLIENT, 1,                        //
                                   MHD_OPTION_NOTIFY_CONNECTION, on_connection, this,      //
                                   MHD_OPTION_NOTIFY_COMPLETED, on_completed, this,        //
                                   MHD_OPTION_END));
    if (!daemon_) {
      throw ServeError("cannot listen on " + options.address + " port " +
                       std::to_string(options.port) + ": " +
                       std::generic_category().message(errno));
    }
  }

  ~Impl() {
    daemon_.reset();  // closes the connections, which on_connection() then hears of
    close(wake_);
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void run(const std::stop_token& stop) {
    const std::stop_callback wake_on_stop(stop, [this] { eventfd_write(wake_, 1); });
    const int epoll_fd = MHD_get_daemon_info(daemon_.get(), MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    while (!stop.stop_requested()) {
      pollfd fds[] = {{epoll_fd, POLLIN, 0}, {wake_, POLLIN, 0}};
      poll(fds, 2, poll_ms());
      MHD_run(daemon_.get());
      sweep();
    }
  }

  void publish(SnapshotPtr stories) { stories_.set(std::move(stories)); }
  void publish_feeds(SnapshotPtr feeds) { feeds_.set(std::move(feeds)); }

  void receive(std::string prefix, Receiver& receiver, std::size_t max_body) {
    prefix_ = std::move(prefix);
    receiver_ = &receiver;
    max_body_ = max_body;
  }

  std::uint16_t port() const {
    return MHD_get_daemon_info(daemon_.get(), MHD_DAEMON_INFO_BIND_PORT)->port;
  }

 private:
  int poll_ms() {
    MHD_UNSIGNED_LONG_LONG wanted = 0;
    const auto most = static_cast<unsigned long long>(kSweepEvery.count());
    return MHD_get_timeout(daemon_.get(), &wanted) == MHD_YES
               ? static_cast<int>(std::min<unsigned long long>(wanted, most))
               : static_cast<int>(most);
  }

  /// Shuts down what has had no whole request header for too long.
  void sweep() {
    const Clock::time_point now = Clock::now();
    if (now < next_sweep_) return;
    next_sweep_ = now + kSweepEvery;
    for (const Connection* c : connections_) {
      const bool late = c->uploading ? now - c->since > body_deadline_
                                     : !c->busy && now - c->since > header_deadline_;
      if (late) shutdown(c->fd, SHUT_RDWR);
    }
  }

  bool is_received(const char* url, std::string_view method) const {
    return receiver_ != nullptr && std::string_view(url).starts_with(prefix_) &&
           (method == "POST" || method == "GET");
  }

  /// Keeps a piece of a body that somebody waits for; all others are read and dropped.
  void upload(Exchange& exchange, const char* url, const char* method, const char* data,
              std::size_t size) {
    if (exchange.refused || !is_received(url, method) || !receiver_->expects(url)) return;
    exchange.refused = exchange.body.size() + size > max_body_ || uploads_ + size > kMostUploads;
    if (exchange.refused) {
      uploads_ -= exchange.body.size();
      exchange.body = {};
      return;
    }
    exchange.body.append(data, size);
    uploads_ += size;
  }

  static MHD_Result add_argument(void* arguments, MHD_ValueKind, const char* name,
                                 const char* value) noexcept {
    try {
      static_cast<decltype(Arrival::arguments)*>(arguments)->emplace_back(
          name, value == nullptr ? "" : value);
    } catch (const std::bad_alloc&) {
      return MHD_NO;
    }
    return MHD_YES;
  }

  Receipt received(MHD_Connection* connection, const char* url, const char* method,
                   Exchange& exchange) {
    if (exchange.refused) return {413, "too large\n"};
    Arrival arrival;
    arrival.method = method;
    arrival.path = url;
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, add_argument, &arrival.arguments);
    arrival.content_type = header(connection, "Content-Type");
    arrival.signature = header(connection, "X-Hub-Signature");
    uploads_ -= exchange.body.size();
    arrival.body = std::exchange(exchange.body, {});
    return receiver_->take(std::move(arrival));
  }

  MHD_Result respond(MHD_Connection* connection, const char* url, const char* method,
                     Exchange& exchange) {
    const Kept kept{stories_.copy(), feeds_.copy()};
    Receipt receipt;
    // Both lengths at once is how requests are smuggled past proxies (RFC 9112 section 6.1).
    const bool ambiguous = !header(connection, "Content-Length").empty() &&
                           !header(connection, "Transfer-Encoding").empty();
    Answer reply;
    if (ambiguous) {
      reply.status = 400;
      reply.headers.emplace_back("Connection", "close");
    } else if (is_received(url, method)) {
      receipt = received(connection, url, method, exchange);
      reply.status = receipt.status;
      reply.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
      reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
      reply.headers.emplace_back("Cache-Control", "no-store");
      reply.body = receipt.body;
    } else {
      reply =
          answer({kept.stories.get(), kept.feeds.get()},
                 {method, url, header(connection, "If-None-Match"),
                  header(connection, "If-Modified-Since"), header(connection, "Accept-Encoding")});
    }
    LogEvent("request", LogLevel::kDebug)
        .field("method", method)
        .field("path", url)
        .field("status", reply.status)
        .emit();
    const MhdResponse response = receipt.body.empty() ? to_mhd(reply, kept) : to_mhd_copy(reply);
    if (!response) return MHD_NO;
    return MHD_queue_response(connection, static_cast<unsigned>(reply.status), response.get());
  }

  // Called from C: no exception may leave them.
  static MHD_Result on_request(void* self, MHD_Connection* connection, const char* url,
                               const char* method, const char*, const char* data, std::size_t* size,
                               void** exchange) noexcept {
    Connection* const known = context_of(connection);
    if (known != nullptr) known->busy = true;
    try {
      if (*exchange == nullptr) {  // first call: only the header is here
        *exchange = new Exchange;  // on_completed() deletes it
        if (known != nullptr) {
          known->uploading = true;
          known->since = Clock::now();
        }
        return MHD_YES;
      }
      auto& impl = *static_cast<Impl*>(self);
      auto& request = *static_cast<Exchange*>(*exchange);
      if (*size != 0) {
        impl.upload(request, url, method, data, *size);
        *size = 0;
        return MHD_YES;
      }
      if (known != nullptr) known->uploading = false;
      return impl.respond(connection, url, method, request);
    } catch (const std::exception&) {
      return MHD_NO;  // out of memory: drop this connection
    }
  }

  static Connection* context_of(MHD_Connection* connection) noexcept {
    const MHD_ConnectionInfo* info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == nullptr ? nullptr : static_cast<Connection*>(info->socket_context);
  }

  static void on_connection(void* self, MHD_Connection* connection, void** context,
                            MHD_ConnectionNotificationCode code) noexcept {
    auto& connections = static_cast<Impl*>(self)->connections_;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
      auto* known = static_cast<Connection*>(*context);
      connections.erase(known);
      delete known;
      *context = nullptr;
      return;
    }
    const MHD_ConnectionInfo* info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    try {
      auto known = std::make_unique<Connection>(Connection{info->connect_fd, Clock::now()});
      connections.insert(known.get());
      *context = known.release();
    } catch (const std::bad_alloc&) {
      *context = nullptr;  // not swept, but MHD's own time-out still holds
    }
  }

  static void on_completed(void* self, MHD_Connection* connection, void** exchange,
                           MHD_RequestTerminationCode) noexcept {
    if (auto* const request = static_cast<Exchange*>(*exchange)) {
      static_cast<Impl*>(self)->uploads_ -= request->body.size();
      delete request;
      *exchange = nullptr;
    }
    Connection* const known = context_of(connection);
    if (known == nullptr) return;
    known->busy = false;
    known->uploading = false;
    known->since = Clock::now();
  }

  int wake_;
  std::chrono::milliseconds header_deadline_;
  std::chrono::milliseconds body_deadline_;
  std::string prefix_;
  Receiver* receiver_ = nullptr;
  std::size_t max_body_ = 0;
  std::size_t uploads_ = 0;                      // bytes of bodies that are on their way
  std::unordered_set<Connection*> connections_;  // owned by libmicrohttpd's socket contexts
  Clock::time_point next_sweep_{};
  Guarded<SnapshotPtr> stories_;
  Guarded<SnapshotPtr> feeds_;
  Daemon daemon_;
};

HttpServer::HttpServer(const ServerOptions& options) : impl_(std::make_unique<Impl>(options)) {}
HttpServer::~HttpServer() = default;

void HttpServer::receive(std::string prefix, Receiver& receiver, std::size_t max_body) {
  impl_->receive(std::move(prefix), receiver, max_body);
}

void HttpServer::run(const std::stop_token& stop) { impl_->run(stop); }

void HttpServer::publish(SnapshotPtr stories) { impl_->publish(std::move(stories)); }

void HttpServer::publish_feeds(SnapshotPtr feeds) { impl_->publish_feeds(std::move(feeds)); }

std::uint16_t HttpServer::port() const { return impl_->port(); }

}  // namespace wirefold::serve
