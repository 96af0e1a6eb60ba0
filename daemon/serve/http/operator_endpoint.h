// Answers the requests below /operator/, and knows the sessions of operators. Private to the serve
// area; the server's thread only unless stated otherwise.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "access.h"
#include "answers.h"
#include "connections.h"
#include "exchange.h"
#include "pending_requests.h"
#include "router.h"
#include "serve/operator/guesses.h"
#include "serve/operator/sessions.h"
#include "serve/operator/sign_in_page.h"
#include "wirefold/base/thread_check.h"
#include "wirefold/serve/operator/operator_desk.h"

namespace wirefold::serve {

/// Nobody can sign in before both connect() and set_password() with a password. The paths below
/// /operator/ are then as unknown as others.
class OperatorEndpoint {
 public:
  /// What it uses, all of which outlives it.
  struct Parts {
    Desk& desk;
    const Access& access;
    Router& router;
    Connections& connections;
    PendingRequests& pending;
    Answers& answers;
  };

  explicit OperatorEndpoint(const Parts& parts) : parts_(parts) {}

  /// `desk` makes the pages of a session, and outlives the server. Call it before the server runs.
  void connect(OperatorDesk& desk) { operator_desk_ = &desk; }

  /// Empty: nobody can sign in. All sessions end if it changes. Any thread.
  void set_password(std::string password) { sessions_.set_password(std::move(password)); }

  /// True if somebody can sign in, and the request is for this endpoint.
  bool takes(std::string_view url) const;

  /// The session of a request; nullopt for readers.
  std::optional<Session> session_of(MHD_Connection* connection) const;

  /// Bytes to keep of the body of a request for this endpoint, whose header has arrived. A
  /// stranger's body is not kept, but for the few bytes of a sign-in.
  std::size_t most_body(MHD_Connection* connection, std::string_view url) const;

  /// Answers a complete request, or suspends its connection until the answer is made; then it is
  /// called again. The result is for libmicrohttpd.
  MHD_Result respond(Exchange& exchange, std::string_view url, std::string_view method);

 private:
  bool is_open() const { return operator_desk_ != nullptr && sessions_.is_open(); }
  bool is_secure() const;
  std::string cookie_name() const;
  std::string_view cookie_of(MHD_Connection* connection) const;
  std::string cookie_line(const std::string& value, std::chrono::seconds life) const;
  MHD_Result go_to(MHD_Connection* connection, std::string_view from, std::string_view to,
                   const std::string& cookie = {});
  MHD_Result show_sign_in(MHD_Connection* connection, const SignInPage& page);
  MHD_Result ask_to_sign_in(Exchange& exchange, std::string_view url, bool is_post);
  MHD_Result sign_in(Exchange& exchange);
  MHD_Result try_password(MHD_Connection* connection, const Arguments& form);
  MHD_Result sign_out(MHD_Connection* connection, std::string_view url);
  MHD_Result post(Exchange& exchange, std::string_view url, const Session& session);
  MHD_Result ask(Exchange& exchange, OperatorRequest request);
  MHD_Result answer(Exchange& exchange, const PendingRequests::Ask& ask);

  const Parts parts_;
  OperatorDesk* operator_desk_ = nullptr;
  Sessions sessions_;
  Guesses guesses_;
  [[no_unique_address]] ThreadCheck check_;
};

}  // namespace wirefold::serve
