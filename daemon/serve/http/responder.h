// Decides what a complete request is answered. Private to the serve area; the server's thread only.
#pragma once

#include <memory>
#include <string_view>

#include "answers.h"
#include "connections.h"
#include "exchange.h"
#include "followers.h"
#include "operator_endpoint.h"
#include "pending_requests.h"
#include "router.h"

#include "wirefold/base/thread_check.h"
#include "wirefold/serve/pictures.h"

namespace wirefold::serve {

class Responder {
 public:
  /// What it uses, all of which outlives it.
  struct Parts {
    Desk& desk;
    const Access& access;
    Router& router;
    Connections& connections;
    Followers& followers;
    PendingRequests& pending;
  };

  Responder(const Parts& parts, Traffic& traffic)
      : parts_(parts),
        answers_(parts.desk, parts.access, traffic),
        operator_(
            {parts.desk, parts.access, parts.router, parts.connections, parts.pending, answers_}) {}

  /// What answers the requests of operators.
  OperatorEndpoint& operators() { return operator_; }

  /// Null: there are none. Call it before the server runs.
  void set_pictures(Pictures* pictures) { pictures_ = pictures; }

  /// After `stop`, each answer ends its connection.
  void set_stop(std::stop_token stop) { answers_.set_stop(std::move(stop)); }

  /// Refuses a request as soon as its header has arrived, if the length of its body is ambiguous.
  MHD_Result begin(MHD_Connection* connection);

  /// Answers the request, or suspends its connection until the resource is rendered; then it is
  /// called again. The result is for libmicrohttpd: MHD_NO closes the connection.
  MHD_Result respond(Exchange& exchange, std::string_view url, std::string_view method);

 private:
  MHD_Result refuse_host(MHD_Connection* connection, std::string_view url);
  MHD_Result call(const Route& route, Exchange& exchange, std::string_view url,
                  std::string_view method);
  MHD_Result options(MHD_Connection* connection, std::string_view url);
  MHD_Result get(Exchange& exchange, std::string_view url);
  MHD_Result picture(PictureId picture, Exchange& exchange);
  MHD_Result ask_for_password(MHD_Connection* connection);
  MHD_Result follow(MHD_Connection* connection);
  MHD_Result serve(const Target& target, Exchange& exchange);
  MHD_Result serve_delta(Target target, Timestamp since, const ResourcePtr& full,
                         Exchange& exchange);

  const Parts parts_;
  Answers answers_;
  OperatorEndpoint operator_;
  ResponseCache responses_;
  Pictures* pictures_ = nullptr;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::serve
