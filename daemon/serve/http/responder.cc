#include "responder.h"

#include <cassert>
#include <string>
#include <utility>

#include "delta.h"
#include "request.h"
#include "serve/page_language.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr char kMethods[] = "GET, HEAD, OPTIONS";
constexpr char kStarting[] = "5";  // Retry-After, in seconds

}  // namespace

MHD_Result Responder::begin(MHD_Connection* connection) {
  assert(check_.is_here());
  if (!is_ambiguous(connection)) return MHD_YES;
  Headers headers = plain_headers();
  headers.emplace_back("Connection", "close");
  return answers_.plain(
      connection, 400,
      "ambiguous body length: send one Content-Length, or Transfer-Encoding: chunked\n", headers);
}

MHD_Result Responder::respond(Exchange& exchange, std::string_view url, std::string_view method) {
  assert(check_.is_here());
  MHD_Connection* const connection = exchange.connection;
  if (exchange.wait_seconds > 0) return answers_.refuse_guest(connection, exchange.wait_seconds);
  if (!parts_.access.allows_host(header(connection, "Host"))) return refuse_host(connection, url);
  if (const Route* const route = parts_.router.find(url, method)) {
    return call(*route, exchange, url, method);
  }
  if (operator_.takes(url) && parts_.desk.is_ready()) {
    if (!may_read(parts_.access, connection)) return ask_for_password(connection);
    return operator_.respond(exchange, url, method);
  }
  if (method == "OPTIONS") return options(connection, url);
  if (method != "GET" && method != "HEAD") {
    return answers_.refuse(connection, 405, "method not allowed", {{"Allow", kMethods}});
  }
  return get(exchange, url);
}

/// The answer to a wrong Host header. Monitors may use any name for /healthz, which reveals
/// nothing.
MHD_Result Responder::refuse_host(MHD_Connection* connection, std::string_view url) {
  if (url == "/healthz") return answers_.plain(connection, 200, "ok\n");
  return answers_.plain(connection, 421,
                        "unknown host name: add it to serve.hosts, or set serve.base_url\n");
}

MHD_Result Responder::call(const Route& route, Exchange& exchange, std::string_view url,
                           std::string_view method) {
  MHD_Connection* const connection = exchange.connection;
  if (!parts_.access.allows_page(header(connection, "Origin"), header(connection, "Sec-Fetch-Site"),
                                 header(connection, "Host"))) {
    return answers_.plain(connection, 403, "requests from pages of other sites are refused\n");
  }
  Request request = request_of(connection, url, method);
  request.client = parts_.connections.client_of(connection);
  const Reply reply = parts_.router.call(route, std::move(request), exchange.body);
  Headers headers = plain_headers();
  if (reply.retry_after.count() > 0) {
    headers.emplace_back("Retry-After", std::to_string(reply.retry_after.count()));
  }
  return answers_.plain(connection, reply.status, reply.body, headers);
}

/// Scripts of other sites may read the feeds of a public site (Site::for_scripts).
MHD_Result Responder::options(MHD_Connection* connection, std::string_view url) {
  Headers headers = common_headers();
  headers.emplace_back("Allow", kMethods);
  const auto site = parts_.desk.site();
  const Result<Target> target = read_target(url, {});
  if (site != nullptr && site->for_scripts && target && target->is_feed()) {
    headers.emplace_back("Access-Control-Allow-Origin", "*");
    headers.emplace_back("Access-Control-Allow-Methods", kMethods);
    headers.emplace_back("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, A-IM");
    headers.emplace_back("Access-Control-Max-Age", "86400");
  }
  return answers_.plain(connection, 204, "", headers);
}

MHD_Result Responder::get(Exchange& exchange, std::string_view url) {
  MHD_Connection* const connection = exchange.connection;
  if (url == "/healthz") return answers_.plain(connection, 200, "ok\n");
  if (!parts_.desk.is_ready()) {
    return answers_.refuse(connection, 503, "starting", {{"Retry-After", kStarting}});
  }
  if (url == "/readyz") return answers_.plain(connection, 200, "ready\n");
  // A feed opened with ?token= cannot pass it on to its style sheet, which holds nothing private.
  const bool is_public = url == "/feed.css";
  if (!is_public && !may_read(parts_.access, connection)) return ask_for_password(connection);
  if (url == "/events") return follow(connection);
  Result<Target> target = read_target(url, arguments_of(connection));
  if (!target) {
    const int status = target.error().code == Errc::kMalformed ? 400 : 404;
    return answers_.refuse(connection, status, target.error().detail);
  }
  if (target->kind == Kind::kPicture) return picture(ArticleId{target->id}, exchange);
  if (target->kind == Kind::kOutletIcon) return picture(FeedId{target->id}, exchange);
  if (target->is_page()) {
    target->language = page_language(header(connection, "Accept-Language"));
    target->session = operator_.session_of(connection);
  }
  return serve(*target, exchange);
}

/// Pictures are large, so the cache of responses does not hold them. The refusal says no-store: the
/// picture may be there at the next request.
MHD_Result Responder::picture(PictureId picture, Exchange& exchange) {
  MHD_Connection* const connection = exchange.connection;
  if (pictures_ == nullptr || !parts_.desk.site()->pictures) {
    return answers_.refuse(connection, 404, "not found");
  }
  ResourcePtr resource;
  const auto ask = [this, picture, connection](Desk::Done done) {
    return pictures_->ask(picture, parts_.connections.client_of(connection), std::move(done));
  };
  const Got got = parts_.pending.get(exchange, ask, resource);
  if (got == Got::kWaits) return MHD_YES;
  if (got == Got::kNot) return answers_.refuse(connection, 404, "no such picture");
  const Choice choice = choose(*resource, conditions_of(connection));
  const MhdResponse response = resource_response(resource, choice, headers_of(*resource, choice));
  return answers_.send(connection, choice.not_modified ? 304 : 200, response.get());
}

MHD_Result Responder::ask_for_password(MHD_Connection* connection) {
  return answers_.refuse(connection, 401, "a password is required",
                         {{"WWW-Authenticate", "Basic realm=\"wirefold\", charset=\"UTF-8\""}});
}

MHD_Result Responder::follow(MHD_Connection* connection) {
  Headers headers = common_headers();
  headers.emplace_back("Content-Type", "text/event-stream; charset=utf-8");
  headers.emplace_back("Cache-Control", "no-store");
  headers.emplace_back("X-Accel-Buffering", "no");  // makes nginx pass on each event at once
  const MhdResponse response =
      parts_.followers.follow(connection, header(connection, "Last-Event-ID"), headers);
  if (!response) return answers_.busy(connection);
  Connections::follows(connection);
  return answers_.send(connection, 200, response.get());
}

MHD_Result Responder::serve(const Target& target, Exchange& exchange) {
  MHD_Connection* const connection = exchange.connection;
  ResourcePtr resource = exchange.full;
  if (!resource) {
    const Got got = parts_.pending.get(exchange, target, resource);
    if (got == Got::kWaits) return MHD_YES;
    if (got == Got::kNot) return answers_.busy(connection);
  }
  if (resource->status == 404 && answers_.form_for(connection) != RefusalForm::kText) {
    return answers_.refuse(connection, 404, trim(resource->in(Coding::kIdentity).bytes));
  }
  if (target.session) return answers_.whole(connection, resource);
  const Conditions conditions = conditions_of(connection);
  const Choice choice = choose(*resource, conditions);
  if (const auto since = delta_since(target, conditions, choice)) {
    return serve_delta(target, *since, resource, exchange);
  }
  const int status = choice.not_modified ? 304 : resource->status;
  return answers_.send(connection, status, responses_.find(resource, choice));
}

/// Sends the entries that have changed since the version of `since`.
MHD_Result Responder::serve_delta(Target target, Timestamp since, const ResourcePtr& full,
                                  Exchange& exchange) {
  MHD_Connection* const connection = exchange.connection;
  target.delta_base = since;
  ResourcePtr delta;
  const Got got = parts_.pending.get(exchange, target, delta);
  if (got == Got::kWaits) {
    exchange.full = full;
    return MHD_YES;
  }
  if (got == Got::kNot) return answers_.busy(connection);
  const Coding coding = choose(*delta, conditions_of(connection)).coding;
  const MhdResponse response =
      resource_response(delta, {coding, false}, delta_headers(*delta, *full, coding));
  return answers_.send(connection, 226, response.get());
}

}  // namespace wirefold::serve
