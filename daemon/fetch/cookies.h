// Cookies along one chain of redirects: some servers give a document only to clients that return
// the cookie set on the way to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/time.h"
#include "wirefold/fetch/request.h"

namespace wirefold::fetch {

/// Reads a Set-Cookie field (RFC 6265 section 5.2) at `now`; nullopt if it is malformed or longer
/// than 4,096 bytes. Of the attributes only Max-Age and Expires are read: a cookie stays with its
/// origin, and a chain of redirects is short.
std::optional<CookieChange> read_set_cookie(std::string_view field, Timestamp now);

/// Applies the changes of `response` to the cookies of `next`, the request after it. Keeps at most
/// 20.
void change_cookies(Request& next, const Response& response);

/// The value of the Cookie field for `request`; empty if there is no cookie for it.
std::string cookie_field(const Request& request);

/// True if a cookie for `url` was set since the chain's n-th URL was requested.
bool has_new_cookie(const Request& request, const std::string& url, std::size_t n);

}  // namespace wirefold::fetch
