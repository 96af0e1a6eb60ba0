#include "wirefold/serve/http/http_server.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <new>
#include <utility>

#include "access.h"
#include "connections.h"
#include "exchange.h"
#include "followers.h"
#include "listener.h"
#include "mailbox.h"
#include "pending_requests.h"
#include "responder.h"
#include "router.h"
#include "wirefold/base/guarded.h"
#include "wirefold/base/log.h"

namespace wirefold::serve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kSweepEvery(500);

// Maximum size of all incomplete request bodies together.
constexpr std::size_t kMostUploads = std::size_t{32} << 20;

void log_answer(MHD_Connection* connection, const char* url, const char* method) {
  if (!is_logged(LogArea::kServe, LogLevel::kDebug)) return;
  const MHD_ConnectionInfo* info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_HTTP_STATUS);
  LogEvent("request", LogArea::kServe, LogLevel::kDebug)
      .field("method", method)
      .field("path", url)
      .field("status", info == nullptr ? 0 : info->http_status)
      .emit();
}

void log_error(const std::exception& error, const char* url, const char* method) {
  LogEvent("request", LogArea::kServe, LogLevel::kError)
      .field("method", method)
      .field("path", url)
      .text("error", error.what())
      .emit();
}

}  // namespace

/// The loop of the server's thread, and what libmicrohttpd calls from it.
class HttpServer::Impl {
 public:
  Impl(const ServerOptions& options, Desk& desk, const EventLog& events, Traffic& traffic)
      : drain_for_(options.drain_for),
        mailbox_(std::make_shared<Mailbox>()),
        connections_(options.limits, traffic, {options.header_deadline, options.body_deadline}),
        followers_(events, traffic, std::max(1U, options.connections / 2)),
        pending_(desk, traffic, mailbox_),
        responder_({desk, access_, router_, connections_, followers_, pending_}, traffic),
        listener_(options, {this, on_accept, on_request, on_connection, on_completed}) {
    if (listener_.is_loopback()) access_.require_own_name();
  }

  ~Impl() {
    followers_.end();
    pending_.end();
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void run(const std::stop_token& stop, Pulse* pulse) {
    responder_.set_stop(stop);
    const std::stop_callback wake_on_stop(stop, [this] { mailbox_->wake(); });
    while (!stop.stop_requested()) {
      if (pulse != nullptr) pulse->beat();
      turn();
    }
    drain();
  }

  void set_limits(AddressLimits limits) {
    new_limits_.set(std::make_shared<AddressLimits>(std::move(limits)));
    mailbox_->wake();
  }

  void set_pictures(Pictures& pictures) { responder_.set_pictures(&pictures); }

  void wake() { mailbox_->wake(); }
  Access& access() { return access_; }
  Router& router() { return router_; }
  OperatorEndpoint& operators() { return responder_.operators(); }
  std::uint16_t port() const { return listener_.port(); }

 private:
  void turn() {
    if (listener_.wait(mailbox_->fd(), kSweepEvery)) read_mail();
    listener_.run();
    sweep();
  }

  /// Lets connected clients get their answers. New connections wait for the next process that takes
  /// the socket.
  void drain() {
    followers_.end();
    const int listening = listener_.quiesce();
    const Clock::time_point limit = Clock::now() + drain_for_;
    while (!connections_.empty() && Clock::now() < limit) turn();
    if (listening >= 0) close(listening);
  }

  void sweep() {
    const Clock::time_point now = Clock::now();
    if (now < next_sweep_) return;
    next_sweep_ = now + kSweepEvery;
    connections_.sweep(now);
    followers_.sweep(now);
  }

  /// Resumes requests whose resource was rendered, and followers. Applies new limits.
  void read_mail() {
    std::vector<Rendered> rendered = mailbox_->take();  // first, so that a later wake() counts
    if (const auto limits = new_limits_.take()) connections_.set_limits(std::move(*limits));
    pending_.resume(std::move(rendered));
    followers_.wake();
  }

  /// Starts an exchange when only the request header has arrived. on_completed() deletes it.
  MHD_Result begin(MHD_Connection* connection, const char* url, void** exchange) {
    auto begun = std::make_unique<Exchange>();
    begun->connection = connection;
    begun->wait_seconds = connections_.request_begun(connection);
    begun->most_body = responder_.operators().most_body(connection, url);
    *exchange = begun.release();
    return responder_.begin(connection);
  }

  void keep(Exchange& exchange, const char* url, const char* method, std::string_view piece) {
    if (exchange.wait_seconds > 0) return;
    if (exchange.most_body > 0) return router_.keep(exchange.body, exchange.most_body, piece);
    router_.keep(exchange.body, url, method, piece);
  }

  MHD_Result respond(Exchange& exchange, const char* url, const char* method) {
    Connections::body_complete(exchange.connection);
    const MHD_Result result = responder_.respond(exchange, url, method);
    if (!exchange.asked) log_answer(exchange.connection, url, method);
    return result;
  }

  // Called from C, so no exception may leave these functions.

  static MHD_Result on_accept(void* self, const sockaddr* address, socklen_t) noexcept {
    return static_cast<Impl*>(self)->connections_.accepts(address) ? MHD_YES : MHD_NO;
  }

  /// Called once when the header has arrived, then with each piece of the body, then without a
  /// piece: when the request is complete, and again after its connection was suspended. MHD_NO
  /// closes the connection.
  static MHD_Result on_request(void* self, MHD_Connection* connection, const char* url,
                               const char* method, const char*, const char* data, std::size_t* size,
                               void** exchange) noexcept {
    auto& impl = *static_cast<Impl*>(self);
    try {
      if (*exchange == nullptr) return impl.begin(connection, url, exchange);
      auto& begun = *static_cast<Exchange*>(*exchange);
      if (*size == 0) return impl.respond(begun, url, method);
      impl.keep(begun, url, method, {data, std::exchange(*size, 0)});
      return MHD_YES;
    } catch (const std::bad_alloc&) {
      return MHD_NO;  // a log line needs memory too
    } catch (const std::exception& error) {
      log_error(error, url, method);
      return MHD_NO;
    }
  }

  static void on_connection(void* self, MHD_Connection* connection, void** context,
                            MHD_ConnectionNotificationCode code) noexcept {
    auto& connections = static_cast<Impl*>(self)->connections_;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
      connections.closed(static_cast<Connection*>(*context));
      *context = nullptr;
    } else {
      *context = connections.opened(connection);
    }
  }

  static void on_completed(void* self, MHD_Connection* connection, void** exchange,
                           MHD_RequestTerminationCode) noexcept {
    if (const std::unique_ptr<Exchange> ended{static_cast<Exchange*>(*exchange)}) {
      static_cast<Impl*>(self)->router_.drop(ended->body);
      *exchange = nullptr;
    }
    Connections::request_ended(connection);
  }

  const std::chrono::milliseconds drain_for_;
  const std::shared_ptr<Mailbox> mailbox_;  // shared: the desk may use it after the server's end
  Guarded<std::shared_ptr<AddressLimits>> new_limits_;  // null if unchanged
  Access access_;
  Router router_{kMostUploads};
  Connections connections_;
  Followers followers_;
  PendingRequests pending_;
  Responder responder_;
  Clock::time_point next_sweep_{};
  Listener listener_;  // the last member: its end calls on_completed() and on_connection()
};

HttpServer::HttpServer(const ServerOptions& options, Desk& desk, const EventLog& events,
                       Traffic& traffic)
    : impl_(std::make_unique<Impl>(options, desk, events, traffic)) {}
HttpServer::~HttpServer() = default;

void HttpServer::route(std::string path, Handler& handler, std::size_t max_body) {
  impl_->router().add({std::move(path), &handler, max_body});
}

void HttpServer::set_password(std::string password) {
  impl_->access().set_password(std::move(password));
}

void HttpServer::connect(OperatorDesk& desk) { impl_->operators().connect(desk); }

void HttpServer::connect(Pictures& pictures) { impl_->set_pictures(pictures); }

void HttpServer::set_operator_password(std::string password) {
  impl_->operators().set_password(std::move(password));
}

void HttpServer::wake_followers() { impl_->wake(); }

void HttpServer::set_names(OwnNames names) { impl_->access().set_names(std::move(names)); }

void HttpServer::set_limits(AddressLimits limits) { impl_->set_limits(std::move(limits)); }

void HttpServer::run(const std::stop_token& stop, Pulse* pulse) { impl_->run(stop, pulse); }

std::uint16_t HttpServer::port() const { return impl_->port(); }

}  // namespace wirefold::serve
