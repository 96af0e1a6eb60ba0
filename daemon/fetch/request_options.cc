#include "request_options.h"

#include <algorithm>
#include <utility>

#include "cookies.h"
#include "wirefold/base/strings.h"

namespace wirefold::fetch {
namespace {

constexpr long kConnectTimeoutSeconds = 10;

constexpr char kAcceptEncoding[] = "gzip, deflate, br, zstd";

void set_transfer(TransferOptions& out, const Request& request, const Options& options) {
  out.set(CURLOPT_URL, request.url.c_str());
  out.set(CURLOPT_PROTOCOLS_STR, is_file(request) ? "file" : "http,https");
  out.set(CURLOPT_FOLLOWLOCATION, 0L);
  out.set(CURLOPT_ACCEPT_ENCODING, kAcceptEncoding);
  out.set(CURLOPT_HTTP_CONTENT_DECODING, 0L);  // unpack() copes with more servers
  out.set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_2TLS});
  out.set(CURLOPT_NOSIGNAL, 1L);
  out.set(CURLOPT_CONNECTTIMEOUT, kConnectTimeoutSeconds);
  out.set(CURLOPT_TIMEOUT, static_cast<long>(timeout_of(request, options).count()));
}

/// Sets the proxy and the User-Agent.
void set_route(TransferOptions& out, const FeedAccess& access, const Options& options) {
  const std::string& proxy = access.proxy.empty() ? options.proxy : access.proxy;
  out.set(CURLOPT_PROXY, proxy.c_str());
  out.set(CURLOPT_NOPROXY, "");  // the environment is ignored
  const std::string agent =
      options.user_agent + (access.agent_suffix.empty() ? "" : ' ' + access.agent_suffix);
  out.set(CURLOPT_USERAGENT, agent.c_str());
}

/// Sets user and password, and adds the headers of `access`. Adds `cookies` to the Cookie field
/// among them, because a request has one such field (RFC 6265 section 5.4).
void set_credentials(TransferOptions& out, const FeedAccess& access, std::string& cookies,
                     Lines& headers) {
  if (!access.user.empty()) {
    out.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    out.set(CURLOPT_USERNAME, access.user.c_str());
    out.set(CURLOPT_PASSWORD, access.password.c_str());
  }
  for (const std::string& line : access.headers) {
    const bool joins = !cookies.empty() && starts_with_ignore_case(line, "cookie:");
    headers.add(joins ? line + "; " + std::exchange(cookies, {}) : line);
  }
}

/// Sets the route, and what identifies us to this server.
void set_identity(TransferOptions& out, const Request& request, const Options& options,
                  Lines& headers) {
  static const FeedAccess kNone;
  const FeedAccess& access = request.access ? *request.access : kNone;
  set_route(out, access, options);
  std::string cookies = cookie_field(request);
  if (request.policy.sends_credentials && request.at_home()) {
    set_credentials(out, access, cookies, headers);
  }
  if (!cookies.empty()) headers.add("Cookie: " + cookies);
}

void add_validators(const Validators& v, Lines& headers) {
  if (!v.etag.empty()) headers.add("If-None-Match: " + v.etag);
  if (!v.last_modified.empty()) headers.add("If-Modified-Since: " + v.last_modified);
  // RFC 3229 section 10.5.3: accepts an answer with only the entries that are new since the ETag.
  if (!v.etag.empty()) headers.add("A-IM: feed");
}

void set_body(TransferOptions& out, const Request& request, Lines& headers) {
  const auto& body = request.body;
  out.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body ? body->size() : 0));
  out.set(CURLOPT_POSTFIELDS, body ? body->data() : "");
  headers.add("Expect:");  // no waiting for a 100 Continue
}

}  // namespace

bool is_file(const Request& request) { return starts_with_ignore_case(request.url, "file:"); }

bool has_proxy(const Request& request, const Options& options) {
  return !options.proxy.empty() || (request.access && !request.access->proxy.empty());
}

std::chrono::seconds timeout_of(const Request& request, const Options& options) {
  return std::min(request.limits.timeout.value_or(options.timeout), options.timeout);
}

void set_request(TransferOptions& out, const Request& request, const Options& options,
                 Lines& headers) {
  set_transfer(out, request, options);
  set_identity(out, request, options, headers);
  headers.add("Accept: " + request.accept);
  if (request.is_conditional()) add_validators(request.validators, headers);
  for (const std::string& line : request.headers) headers.add(line);
  if (request.method == Method::kPost) set_body(out, request, headers);
  out.set(CURLOPT_HTTPHEADER, headers.get());
}

}  // namespace wirefold::fetch
