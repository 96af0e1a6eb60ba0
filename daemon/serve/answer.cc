#include "wirefold/serve/answer.h"

#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kMethods = "GET, HEAD, OPTIONS";

// The page needs nothing but its own style sheet, and images of articles are not shown on it.
constexpr char kContentSecurityPolicy[] =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

constexpr char kRetryAfterSeconds[] = "5";

/// Weak comparison (RFC 9110 section 8.8.3.2) of a list of entity tags with `etag`.
bool matches(std::string_view list, std::string_view etag) {
  if (trim(list) == "*") return true;
  for (std::string_view tag : split(list, ',')) {
    tag = trim(tag);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag) return true;
  }
  return false;
}

/// True if gzip is named and not refused by q=0 (RFC 9110 section 12.5.3).
bool accepts_gzip(std::string_view accept_encoding) {
  for (const std::string_view item : split(accept_encoding, ',')) {
    const std::size_t semicolon = item.find(';');
    const std::string_view coding = trim(item.substr(0, semicolon));
    if (!equals_ignore_case(coding, "gzip") && coding != "*") continue;
    if (semicolon == std::string_view::npos) return true;
    std::string_view q = trim(item.substr(semicolon + 1));
    q = q.starts_with("q=") ? q.substr(2) : std::string_view("1");
    return q.find_first_not_of("0.") != std::string_view::npos;
  }
  return false;
}

bool not_modified(const Request& request, const Resource& resource, const Body& body) {
  if (!request.if_none_match.empty()) return matches(request.if_none_match, body.etag);
  Timestamp since{};
  return parse_http_date(std::string(request.if_modified_since), since) &&
         resource.modified <= since;
}

void add_common(Headers& headers) {
  headers.emplace_back("Access-Control-Allow-Origin", "*");
  headers.emplace_back("X-Content-Type-Options", "nosniff");
}

Answer plain(int status, std::string_view text) {
  Answer out;
  out.status = status;
  out.body = text;
  add_common(out.headers);
  out.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  out.headers.emplace_back("Cache-Control", "no-store");
  return out;
}

Answer of_resource(const Resource& resource, const Request& request) {
  const bool gzip = !resource.gzip.bytes.empty() && accepts_gzip(request.accept_encoding);
  const Body& body = gzip ? resource.gzip : resource.identity;
  Answer out;
  add_common(out.headers);
  out.headers.emplace_back("ETag", body.etag);
  out.headers.emplace_back("Cache-Control", resource.cache_control);
  out.headers.emplace_back("Vary", "Accept-Encoding");
  out.headers.emplace_back("Last-Modified", format_http_date(resource.modified));
  if (!resource.link.empty()) out.headers.emplace_back("Link", resource.link);
  if (not_modified(request, resource, body)) {
    out.status = 304;
    return out;
  }
  out.headers.emplace_back("Content-Type", resource.content_type);
  if (resource.content_type.starts_with("text/html")) {
    out.headers.emplace_back("Content-Security-Policy", kContentSecurityPolicy);
    out.headers.emplace_back("Referrer-Policy", "no-referrer");
  }
  if (gzip) out.headers.emplace_back("Content-Encoding", "gzip");
  out.body = body.bytes;
  return out;
}

Answer options() {
  Answer out;
  out.status = 204;
  add_common(out.headers);
  out.headers.emplace_back("Allow", kMethods);
  out.headers.emplace_back("Access-Control-Allow-Methods", kMethods);
  out.headers.emplace_back("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since");
  return out;
}

}  // namespace

Answer answer(const Served& served, const Request& request) {
  if (request.method == "OPTIONS") return options();
  if (request.method != "GET" && request.method != "HEAD") {
    Answer out = plain(405, "method not allowed\n");
    out.headers.emplace_back("Allow", kMethods);
    return out;
  }
  if (request.path == "/healthz") return plain(200, "ok\n");
  if (served.stories == nullptr) {
    Answer out = plain(503, "starting\n");
    out.headers.emplace_back("Retry-After", kRetryAfterSeconds);
    return out;
  }
  if (request.path == "/readyz") return plain(200, "ready\n");
  const Resource* resource = served.stories->find(request.path);
  if (resource == nullptr && served.feeds != nullptr) resource = served.feeds->find(request.path);
  return resource == nullptr ? plain(404, "not found\n") : of_resource(*resource, request);
}

}  // namespace wirefold::serve
