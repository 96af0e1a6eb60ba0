#include "answer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cookies.h"
#include "failure.h"
#include "reasons.h"
#include "request_options.h"
#include "wirefold/fetch/caching.h"
#include "wirefold/fetch/content_coding.h"
#include "wirefold/fetch/redirect.h"

namespace wirefold::fetch {
namespace {

// libcurl searches for each field from the first one on.
constexpr std::size_t kMostLinkFields = 100;
constexpr std::size_t kMostCookieFields = 20;

constexpr char kDamaged[] =
    "the compressed body (Content-Encoding) is damaged or breaks off: the server must be fixed";
constexpr char kUnasked304[] =
    "HTTP status 304 (not modified) to a request without an earlier version: the server sends no "
    "document";
constexpr char kUnasked206[] =
    "HTTP status 206 (partial content) to a request for the whole document: the server, or a proxy "
    "in front of it, must send it whole";

int status_of(const Transfer& transfer) {
  const long status = transfer.easy().info<long>(CURLINFO_RESPONSE_CODE);
  return is_file(transfer.request()) ? 200 : static_cast<int>(status);
}

bool is_2xx(int status) { return status >= 200 && status < 300; }

bool is_redirect(int status) { return status >= 301 && status <= 308 && status != 304; }

bool is_success(Success success, int status) {
  if (success == Success::kAny2xx) return is_2xx(status);
  return status == 200 || status == 203 || status == 206 || status == 226 || status == 304;
}

void read_links(const Easy& easy, Response& out) {
  for (std::size_t i = 0; i < kMostLinkFields; ++i) {
    const char* const field = easy.header("Link", i);
    if (field == nullptr) return;
    std::ranges::move(links_of(field), std::back_inserter(out.links));
  }
}

void read_cookies(const Easy& easy, Response& out, Timestamp now) {
  for (std::size_t i = 0; i < kMostCookieFields; ++i) {
    const char* const field = easy.header("Set-Cookie", i);
    if (field == nullptr) return;
    if (auto change = read_set_cookie(field, now)) out.cookies.push_back(*std::move(change));
  }
}

void read_headers(const Easy& easy, Response& out, Timestamp now) {
  const std::string expires = easy.header("Expires");
  const std::string pause = easy.header("Retry-After");
  if (!expires.empty() || !pause.empty() || is_redirect(out.status)) {
    // The server's own clock, to which the dates in its headers refer (RFC 9111 section 4.2.1).
    static_cast<void>(parse_http_date(easy.header("Date"), now));
  }
  out.content_type = easy.header("Content-Type");
  out.validators = {easy.header("ETag"), easy.header("Last-Modified"), out.request.url};
  out.fresh_for = freshness(easy.header("Cache-Control"), expires, easy.header("Age"), now);
  out.retry_after = retry_after(pause, now);
  read_links(easy, out);
  if (!is_redirect(out.status)) return;
  // CURLINFO_REDIRECT_URL would carry the user and password of the request.
  out.location = redirect_target(out.request.url, easy.header("Location"));
  if (out.request.policy.follows_redirects) read_cookies(easy, out, now);
}

/// Gives back the room that a large body has received but does not fill. The body may wait for a
/// long time, and what it takes counts.
void trim(std::string& body) {
  constexpr std::size_t kLarge = std::size_t{256} << 10;
  if (body.capacity() > kLarge && body.capacity() > body.size() + body.size() / 4) {
    body.shrink_to_fit();
  }
}

void unpack_body(Transfer& transfer, Response& out, std::size_t room) {
  std::string packed = transfer.take_body();
  const std::size_t limit = std::min(transfer.body_limit(), std::max(room, packed.size()));
  Unpacked unpacked = unpack(std::move(packed), transfer.easy().header("Content-Encoding"), limit);
  out.body = std::move(unpacked.body);
  trim(out.body);
  if (unpacked.overflows && !out.request.limits.cuts_body) {
    out.error = limit < transfer.body_limit() ? crowded_out() : too_large();
    out.body.clear();
    out.body.shrink_to_fit();
  } else if (!unpacked.whole) {
    const bool is_open = out.request.policy.keeps_incomplete && !out.body.empty();
    auto& problem = is_open ? out.incomplete : out.error;
    if (!problem) problem = Error{Errc::kNetwork, kDamaged};
  }
}

/// Sets `error` or `incomplete` for a status that is no success or does not fit the request.
void judge_status(Response& out) {
  const Policy& policy = out.request.policy;
  if (out.status == 304 && policy.conditional && !out.request.is_conditional()) {
    out.error = Error{Errc::kHttpStatus, kUnasked304};
  } else if (!is_success(policy.success, out.status)) {
    const Error error{Errc::kHttpStatus, reason_of_status(out.status, out.body)};
    const bool is_end = policy.names_last_url && out.location.empty();
    out.error = is_end ? at_end_of_chain(out, error) : error;
  } else if (out.status == 206 && policy.keeps_incomplete && !out.incomplete) {
    out.incomplete = Error{Errc::kHttpStatus, kUnasked206};
  }
}

/// Judges the end of the transfer. `error` stays empty if there is a response to read.
void judge_end(const Transfer& transfer, CURLcode code, int status, Response& out) {
  if (code == CURLE_OK || transfer.has_beginning()) return;
  out.unreachable = is_unreachable(transfer, code);
  out.broke_off =
      transfer.request().policy.keeps_incomplete && is_2xx(status) && breaks_off(transfer, code);
  (out.broke_off ? out.incomplete : out.error) = error_of(transfer, code);
}

Response answer_of(Transfer& transfer, CURLcode code, std::size_t room) {
  const int status = status_of(transfer);
  Response out;
  judge_end(transfer, code, status, out);
  out.request = transfer.take_request();
  if (out.error) return out;
  out.status = status;
  read_headers(transfer.easy(), out, transfer.options().clock());
  if (out.broke_off) out.validators = {};
  unpack_body(transfer, out, room);
  judge_status(out);
  return out;
}

}  // namespace

Response response_of(Transfer& transfer, CURLcode code, std::size_t room) {
  Response out = answer_of(transfer, code, room);
  if (out.error && !out.request.downgrade.empty()) {
    out.error->detail = "redirect from https to " + shown_url(out.request.downgrade) +
                        ", which wirefold requests by https only: " + out.error->detail;
  }
  return out;
}

}  // namespace wirefold::fetch
