#include "support/http_test_server.h"

#include <microhttpd.h>
#include <netinet/in.h>

#include <memory>
#include <stdexcept>

#include "wirefold/base/strings.h"

namespace wirefold::test {
namespace {

MHD_Result add_header(void* request, MHD_ValueKind, const char* name, const char* value) {
  static_cast<HttpRequest*>(request)->headers[to_lower_ascii(name)] = value == nullptr ? "" : value;
  return MHD_YES;
}

/// MHD calls this first for each request and keeps the pointer with the request.
void* on_target(void*, const char* target, MHD_Connection*) {
  auto request = std::make_unique<HttpRequest>();
  request->target = target;
  return request.release();
}

void on_completed(void*, MHD_Connection*, void** request, MHD_RequestTerminationCode) {
  delete static_cast<HttpRequest*>(*request);
  *request = nullptr;
}

void on_connection(void* server, MHD_Connection*, void**, MHD_ConnectionNotificationCode code) {
  if (code == MHD_CONNECTION_NOTIFY_STARTED) static_cast<HttpTestServer*>(server)->connected();
}

MHD_Result on_request(void* server, MHD_Connection* connection, const char* url, const char* method,
                      const char*, const char* data, std::size_t* size, void** seen) {
  auto& request = *static_cast<HttpRequest*>(*seen);
  if (request.method.empty()) {
    request.method = method;
    request.path = url;
    return MHD_YES;
  }
  if (*size > 0) {
    request.body.append(data, *size);
    *size = 0;
    return MHD_YES;
  }
  MHD_get_connection_values(connection, MHD_HEADER_KIND, add_header, &request);
  const HttpReply reply = static_cast<HttpTestServer*>(server)->answer(std::move(request));
  MHD_Response* response = MHD_create_response_from_buffer(
      reply.body.size(), const_cast<char*>(reply.body.data()), MHD_RESPMEM_MUST_COPY);
  for (const auto& [name, value] : reply.headers) {
    MHD_add_response_header(response, name.c_str(), value.c_str());
  }
  const MHD_Result result =
      MHD_queue_response(connection, static_cast<unsigned>(reply.status), response);
  MHD_destroy_response(response);
  return result;
}

}  // namespace

HttpTestServer::HttpTestServer(Handler handler) : handler_(std::move(handler)) { start(); }

HttpTestServer::~HttpTestServer() { stop(); }

void HttpTestServer::start() {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port_);
  daemon_ = MHD_start_daemon(
      MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0, nullptr, nullptr,
      on_request, this, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_URI_LOG_CALLBACK, on_target,
      nullptr, MHD_OPTION_NOTIFY_COMPLETED, on_completed, nullptr, MHD_OPTION_NOTIFY_CONNECTION,
      on_connection, this, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1U, MHD_OPTION_END);
  if (daemon_ == nullptr) throw std::runtime_error("the test server does not start");
  port_ = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void HttpTestServer::stop() {
  if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
  daemon_ = nullptr;
}

std::string HttpTestServer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::vector<HttpRequest> HttpTestServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

HttpReply HttpTestServer::answer(HttpRequest request) {
  HttpReply reply = handler_(request);
  const std::lock_guard lock(mutex_);
  requests_.push_back(std::move(request));
  return reply;
}

}  // namespace wirefold::test
