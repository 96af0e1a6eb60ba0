#include "wirefold/fetch/redirect.h"

#include <algorithm>

#include "cookies.h"
#include "curl.h"
#include "secrets.h"
#include "wall.h"
#include "wirefold/base/percent.h"
#include "wirefold/base/strings.h"
#include "wirefold/html/url.h"

namespace wirefold::fetch {
namespace {

// URLs of consent and login pages contain the whole URL of the page before; browsers take 2 MiB.
constexpr std::size_t kMaxTargetBytes = std::size_t{8} << 10;

// Of a URL in a message.
constexpr std::size_t kShownBytes = 500;

std::string from_where(const Response& response) {
  return "redirect from " + shown_url(response.request.url);
}

Error stop(const Response& response, const std::string& why) {
  const std::string_view wall = wall_at(response.location, {});
  const std::string leads = wall.empty() ? "" : "; it leads to " + std::string(wall);
  return {Errc::kHttpStatus,
          from_where(response) + " to " + shown_url(response.location) + ": " + why + leads};
}

/// Does not show the target: it may contain a secret in a form that is not recognised.
Error stop_unseen(const Response& response, const std::string& to_what) {
  return {Errc::kHttpStatus, from_where(response) + " to " + to_what};
}

bool has_scheme(const std::string& url, std::string_view scheme) {
  return starts_with_ignore_case(url, scheme) && url.compare(scheme.size(), 3, "://") == 0;
}

/// An http: URL with the scheme https and without the port 80.
std::string as_https(const std::string& url) {
  constexpr std::string_view kUsualPort = ":80";
  std::string out = "https" + url.substr(url.find(':'));
  const std::size_t host_end = std::min(out.find_first_of("/?#", 8), out.size());
  if (std::string_view(out).substr(0, host_end).ends_with(kUsualPort)) {
    out.erase(host_end - kUsualPort.size(), kUsualPort.size());
  }
  return out;
}

/// True if `to` was requested before and no new cookie would change the request.
bool is_loop(const Request& next, const std::string& to) {
  const auto seen = std::find(next.chain.rbegin(), next.chain.rend(), to);
  if (seen == next.chain.rend()) return false;
  const auto place = static_cast<std::size_t>(next.chain.rend() - seen) - 1;
  return !has_new_cookie(next, to, place);
}

}  // namespace

std::string shown_url(const std::string& url) { return std::string(clip_utf8(url, kShownBytes)); }

std::string origin_of(const std::string& url) {
  const ParsedUrl parsed(url);
  const std::string scheme = to_lower_ascii(parsed.part(CURLUPART_SCHEME));
  if (scheme != "http" && scheme != "https") return {};
  const std::string port = parsed.part(CURLUPART_PORT);
  const bool usual = port == (scheme == "http" ? "80" : "443");
  return scheme + "://" + to_lower_ascii(parsed.part(CURLUPART_HOST)) + (usual ? "" : ':' + port);
}

bool Request::at_home() const {
  return chain.empty() || origin_of(url) == origin_of(chain.front());
}

std::string redirect_target(const std::string& url, const std::string& location) {
  if (trim(location).empty()) return {};
  const std::string target = html::resolve_url(url, location);
  const std::size_t authority = target.find("://");
  if (authority == std::string::npos) return target;
  const std::size_t path = std::min(target.find_first_of("/?#", authority + 3), target.size());
  std::string out = target.substr(0, path);
  for (const char c : std::string_view(target).substr(path)) {
    if (static_cast<unsigned char>(c) < 0x80) {
      out += c;
    } else {
      out += escaped({&c, 1});
    }
  }
  return out;
}

bool Request::is_conditional() const {
  const bool gave_them = validators.url.empty() ? chain.empty() : url == validators.url;
  return policy.conditional && gave_them && !validators.empty();
}

Error at_end_of_chain(const Response& response, Error error) {
  const Request& request = response.request;
  if (request.chain.empty()) return error;
  const std::string_view wall = wall_at(request.url, response.body);
  const std::string what = wall.empty() ? "" : std::string(wall) + ", ";
  error.detail = "redirect to " + what + shown_url(request.url) + ": " + error.detail;
  return error;
}

Result<Request> next_hop(const Response& response, std::string_view what) {
  const Request& from = response.request;
  std::string to = response.location;
  if (!html::is_web_url(to) || !is_valid_utf8(to)) {
    return stop_unseen(response, "an address that is neither http: nor https:");
  }
  if (from.access && spells_secret(to, *from.access)) {
    return stop_unseen(response, "an address with the feed's password, or another secret, in it");
  }
  if (to.size() > kMaxTargetBytes) {
    return stop(response, "an address of more than " + std::to_string(kMaxTargetBytes) + " bytes");
  }
  const bool is_downgrade = has_scheme(from.url, "https") && !has_scheme(to, "https");
  if (is_downgrade) to = as_https(to);
  Request next = from;
  change_cookies(next, response);
  next.chain.push_back(from.url);
  if (is_loop(next, to)) return stop(response, is_downgrade ? "from https to http" : "a loop");
  if (from.chain.size() >= kMaxRedirects) {
    return stop(response, "more than " + std::to_string(kMaxRedirects) + " redirects");
  }
  const bool keeps_method = response.status == 307 || response.status == 308;
  if (from.method == Method::kPost && !keeps_method) {
    return stop(response,
                "wirefold does not send the " + std::string(what) + " to another address");
  }
  next.downgrade = is_downgrade ? response.location : std::string();
  next.url = std::move(to);
  next.permanent =
      from.permanent && next.cookies.empty() && (response.status == 301 || response.status == 308);
  return next;
}

}  // namespace wirefold::fetch
