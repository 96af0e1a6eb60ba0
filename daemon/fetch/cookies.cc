#include "cookies.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "wirefold/base/strings.h"
#include "wirefold/fetch/redirect.h"

namespace wirefold::fetch {
namespace {

constexpr std::size_t kLongestField = 4096;  // RFC 6265 section 6.1
constexpr std::size_t kMostCookies = 20;

bool has_control(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// "name=value" as two parts, both trimmed.
std::pair<std::string_view, std::string_view> halves(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return {trim(text), {}};
  return {trim(text.substr(0, equals)), trim(text.substr(equals + 1))};
}

bool is_past(std::string_view http_date, Timestamp now) {
  Timestamp date{};
  return parse_http_date(std::string(http_date), date) && date <= now;
}

/// Max-Age wins over Expires (RFC 6265 section 5.3).
bool is_expired(const std::vector<std::string_view>& attributes, Timestamp now) {
  bool expired = false;
  for (const std::string_view attribute : attributes) {
    const auto [name, value] = halves(attribute);
    if (equals_ignore_case(name, "max-age")) return value.starts_with('-') || value == "0";
    if (equals_ignore_case(name, "expires")) expired = is_past(value, now);
  }
  return expired;
}

}  // namespace

std::optional<CookieChange> read_set_cookie(std::string_view field, Timestamp now) {
  if (field.size() > kLongestField || has_control(field)) return std::nullopt;
  std::vector<std::string_view> parts = split(field, ';');
  const auto [name, value] = halves(parts.front());
  if (name.empty() || parts.front().find('=') == std::string_view::npos) return std::nullopt;
  parts.erase(parts.begin());
  return CookieChange{std::string(name), std::string(value), is_expired(parts, now)};
}

void change_cookies(Request& next, const Response& response) {
  const std::string origin = origin_of(response.request.url);
  for (const CookieChange& change : response.cookies) {
    const auto known = std::ranges::find_if(next.cookies, [&](const Cookie& cookie) {
      return cookie.origin == origin && cookie.name == change.name;
    });
    const bool is_known = known != next.cookies.end();
    if (is_known && !change.expired && known->value == change.value) continue;
    if (is_known) next.cookies.erase(known);
    if (change.expired || next.cookies.size() == kMostCookies) continue;
    next.cookies.push_back({origin, change.name, change.value, response.request.chain.size()});
  }
}

std::string cookie_field(const Request& request) {
  const std::string origin = request.cookies.empty() ? "" : origin_of(request.url);
  std::string out;
  for (const Cookie& cookie : request.cookies) {
    if (cookie.origin != origin) continue;
    out.append(out.empty() ? "" : "; ").append(cookie.name).append("=").append(cookie.value);
  }
  return out;
}

bool has_new_cookie(const Request& request, const std::string& url, std::size_t n) {
  const std::string origin = origin_of(url);
  return std::ranges::any_of(request.cookies, [&](const Cookie& cookie) {
    return cookie.origin == origin && cookie.hop >= n;
  });
}

}  // namespace wirefold::fetch
