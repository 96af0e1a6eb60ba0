#include "operator_endpoint.h"

#include <fmt/format.h>

#include <cassert>
#include <chrono>
#include <utility>

#include "form.h"
#include "request.h"
#include "serve/operator/fields.h"
#include "serve/operator/own_paths.h"
#include "serve/page_language.h"
#include "wirefold/base/hash.h"
#include "wirefold/base/hmac.h"
#include "wirefold/base/log.h"
#include "wirefold/model/override.h"

namespace wirefold::serve {
namespace {

constexpr std::string_view kBelow = "/operator/";
constexpr std::string_view kSignOutPath = "/operator/sign-out";
constexpr std::string_view kImportPath = "/operator/feeds/import";

// Bytes of the body of each form. A list of 100,000 feeds takes 20 MiB.
constexpr std::size_t kMostSignIn = 8192;
constexpr std::size_t kMostForm = std::size_t{256} << 10;
constexpr std::size_t kMostImport = std::size_t{24} << 20;

/// Writes a line for an attempt to sign in, by which a program may block an address.
void log_sign_in(const std::optional<IpAddress>& client, const std::string& name, bool is_right) {
  LogEvent event("sign_in", LogArea::kServe, is_right ? LogLevel::kInfo : LogLevel::kWarning);
  event.field("result", is_right ? "ok" : "wrong");
  if (client) event.field("client", to_string(*client));
  if (!name.empty()) event.text("name", name);
  event.emit();
}

/// The path of a page with its query, as the client asked for it, but without the readers'
/// password.
std::string path_and_query(MHD_Connection* connection, std::string_view path) {
  std::string out(path);
  for (const auto& [name, value] : arguments_of(connection)) {
    if (name != "token") out = with_argument(std::move(out), name, value);
  }
  return out;
}

std::string_view language_of(MHD_Connection* connection) {
  return page_language(header(connection, "Accept-Language"));
}

}  // namespace

bool OperatorEndpoint::takes(std::string_view url) const {
  return url.starts_with(kBelow) && is_open();
}

/// A browser sends a cookie with the prefix __Host- only where it was set: no other site of the
/// same domain can plant one (RFC 6265bis section 4.1.3.2). Cookies are not kept apart by port or
/// path, so the name is that of this installation.
std::string OperatorEndpoint::cookie_name() const {
  const auto site = parts_.desk.site();
  const std::string name = "wirefold_" + to_hex(hash64(site == nullptr ? "" : site->uid));
  return is_secure() ? "__Host-" + name : name;
}

/// True if readers reach the site by HTTPS, through a proxy.
bool OperatorEndpoint::is_secure() const {
  const auto site = parts_.desk.site();
  return site != nullptr && site->base_url.starts_with("https:");
}

std::string_view OperatorEndpoint::cookie_of(MHD_Connection* connection) const {
  const char* const value =
      MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, cookie_name().c_str());
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::string OperatorEndpoint::cookie_line(const std::string& value,
                                          std::chrono::seconds life) const {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", cookie_name(), value,
                     life.count(), is_secure() ? "; Secure" : "");
}

std::optional<Session> OperatorEndpoint::session_of(MHD_Connection* connection) const {
  if (header(connection, "Cookie").empty() || !is_open()) return std::nullopt;
  const std::string_view cookie = cookie_of(connection);
  return cookie.empty() ? std::nullopt : sessions_.find(cookie, wall_clock_now());
}

std::size_t OperatorEndpoint::most_body(MHD_Connection* connection, std::string_view url) const {
  if (!takes(url)) return 0;
  if (url == kSignInPath) return kMostSignIn;
  if (!session_of(connection)) return 0;
  return url == kImportPath ? kMostImport : kMostForm;
}

MHD_Result OperatorEndpoint::respond(Exchange& exchange, std::string_view url,
                                     std::string_view method) {
  assert(check_.is_here());
  MHD_Connection* const connection = exchange.connection;
  if (exchange.asked) return answer(exchange, nullptr);
  if (!is_operator_path(url)) return parts_.answers.refuse(connection, 404, "not found");
  const bool is_post = method == "POST";
  if (!is_post && method != "GET" && method != "HEAD") {
    return parts_.answers.refuse(connection, 405, "method not allowed",
                                 {{"Allow", "GET, HEAD, POST"}});
  }
  if (is_post &&
      !parts_.access.allows_page(header(connection, "Origin"), header(connection, "Sec-Fetch-Site"),
                                 header(connection, "Host"))) {
    return parts_.answers.plain(connection, 403,
                                "requests from pages of other sites are refused\n");
  }
  if (exchange.body.is_too_large) {
    return parts_.answers.refuse(connection, 413, "the body is too large");
  }
  if (is_post && url == kSignInPath) return sign_in(exchange);
  const auto session = session_of(connection);
  if (!session || url == kSignInPath) return ask_to_sign_in(exchange, url, is_post);
  if (is_post) return post(exchange, url, *session);
  return ask(exchange, {std::string(url), false, arguments_of(connection), *session});
}

/// Redirects to a page of this site. Sets a cookie unless `cookie` is empty.
MHD_Result OperatorEndpoint::go_to(MHD_Connection* connection, std::string_view from,
                                   std::string_view to, const std::string& cookie) {
  Headers headers = plain_headers();
  headers.emplace_back("Location", relative_path(from, to));
  if (!cookie.empty()) headers.emplace_back("Set-Cookie", cookie);
  return parts_.answers.plain(connection, 303, "see there\n", headers);
}

MHD_Result OperatorEndpoint::show_sign_in(MHD_Connection* connection, const SignInPage& page) {
  const ResourcePtr made = sign_in_page(*parts_.desk.site(), language_of(connection), page);
  Headers more;
  if (page.wait_seconds > 0) more.emplace_back("Retry-After", std::to_string(page.wait_seconds));
  return parts_.answers.whole(connection, made, more);
}

/// Answers a request without a session, and one for the page to sign in.
MHD_Result OperatorEndpoint::ask_to_sign_in(Exchange& exchange, std::string_view url,
                                            bool is_post) {
  MHD_Connection* const connection = exchange.connection;
  if (is_post) {
    return show_sign_in(connection, {403, "/", "", "session_over"});
  }
  if (url == kSignInPath) {
    return show_sign_in(connection, {200, own_path(argument(connection, "next")), ""});
  }
  const std::string next = own_path(path_and_query(connection, url));
  return go_to(connection, url, with_argument(std::string(kSignInPath), "next", next));
}

MHD_Result OperatorEndpoint::sign_in(Exchange& exchange) {
  const std::string body = parts_.router.take(exchange.body);
  const auto form = read_form(exchange.connection, body);
  if (!form) return parts_.answers.refuse(exchange.connection, 400, "form: not readable");
  return try_password(exchange.connection, *form);
}

MHD_Result OperatorEndpoint::try_password(MHD_Connection* connection, const Arguments& form) {
  const Fields fields(form);
  const std::string next = own_path(fields.bytes("next"));
  const std::string name = operator_name(fields.bytes("name"));
  const auto client = parts_.connections.client_of(connection);
  const int wait = guesses_.seconds_to_wait(client, std::chrono::steady_clock::now());
  if (wait > 0) return show_sign_in(connection, {429, next, name, "too_many_guesses", wait});
  const auto cookie = sessions_.open(fields.bytes("password"), name, wall_clock_now());
  log_sign_in(client, name, cookie.has_value());
  if (!cookie) return show_sign_in(connection, {403, next, name, "wrong_password"});
  guesses_.signed_in(client);
  return go_to(connection, kSignInPath, next, cookie_line(*cookie, Sessions::kLife));
}

MHD_Result OperatorEndpoint::sign_out(MHD_Connection* connection, std::string_view url) {
  sessions_.end(cookie_of(connection), wall_clock_now());
  return go_to(connection, url, "/", cookie_line("", std::chrono::seconds(0)));
}

MHD_Result OperatorEndpoint::post(Exchange& exchange, std::string_view url,
                                  const Session& session) {
  MHD_Connection* const connection = exchange.connection;
  const std::string body = parts_.router.take(exchange.body);
  auto form = read_form(connection, body);
  if (!form) return parts_.answers.refuse(connection, 400, "form: not readable");
  if (!equal_in_constant_time(Fields(*form).bytes("token"), session.token)) {
    return show_sign_in(connection, {403, "/", session.name, "session_over"});
  }
  if (url == kSignOutPath) return sign_out(connection, url);
  return ask(exchange, {std::string(url), true, std::move(*form), session});
}

MHD_Result OperatorEndpoint::ask(Exchange& exchange, OperatorRequest request) {
  request.language = language_of(exchange.connection);
  return answer(exchange, [this, &request](Desk::Done done) {
    return operator_desk_->ask(std::move(request), std::move(done));
  });
}

/// Sends the answer, or waits for it.
MHD_Result OperatorEndpoint::answer(Exchange& exchange, const PendingRequests::Ask& ask) {
  ResourcePtr made;
  const Got got = parts_.pending.get(exchange, ask, made);
  if (got == Got::kWaits) return MHD_YES;
  if (got == Got::kNot) return parts_.answers.busy(exchange.connection);
  return parts_.answers.whole(exchange.connection, made);
}

}  // namespace wirefold::serve
