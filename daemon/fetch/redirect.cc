#include "wirefold/fetch/redirect.h"

#include <curl/curl.h>

#include <algorithm>

#include "wirefold/base/handle.h"
#include "wirefold/base/strings.h"

namespace wirefold::fetch {
namespace {

using CurlUrl = Handle<CURLU, curl_url_cleanup>;
using CurlText = Handle<char, curl_free>;

std::string part(CURLU* url, CURLUPart what) {
  char* text = nullptr;
  if (curl_url_get(url, what, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
  const CurlText owned(text);
  return to_lower_ascii(text);
}

Error stop(const Response& response, const std::string& why) {
  return {Errc::kHttpStatus,
          "redirect from " + response.request.url + " to " + response.location + ": " + why};
}

bool has_scheme(const std::string& url, std::string_view scheme) {
  return starts_with_ignore_case(url, scheme) && url.compare(scheme.size(), 3, "://") == 0;
}

}  // namespace

std::string origin_of(const std::string& url) {
  const CurlUrl parsed(curl_url());
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
  const std::string scheme = part(parsed.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return {};
  const std::string port = part(parsed.get(), CURLUPART_PORT);
  const bool usual = port == (scheme == "http" ? "80" : "443");
  return scheme + "://" + part(parsed.get(), CURLUPART_HOST) + (usual ? "" : ':' + port);
}

bool Request::at_home() const {
  return chain.empty() || origin_of(url) == origin_of(chain.front());
}

Result<Request> next_hop(const Response& response) {
  const Request& from = response.request;
  const std::string& to = response.location;
  if (!has_scheme(to, "http") && !has_scheme(to, "https")) {
    return stop(response, "neither http nor https");
  }
  if (has_scheme(from.url, "https") && !has_scheme(to, "https")) {
    return stop(response, "from https to http");
  }
  const bool seen = to == from.url || std::ranges::find(from.chain, to) != from.chain.end();
  if (seen) return stop(response, "a loop");
  if (from.chain.size() >= kMaxRedirects) {
    return stop(response, "more than " + std::to_string(kMaxRedirects) + " redirects");
  }
  const bool keeps_form = response.status == 307 || response.status == 308;
  if (from.kind == Kind::kHub && !keeps_form) return stop(response, "a form is not sent elsewhere");
  Request next = from;
  next.chain.push_back(from.url);
  next.url = to;
  next.permanent = from.permanent && (response.status == 301 || response.status == 308);
  return next;
}

}  // namespace wirefold::fetch
