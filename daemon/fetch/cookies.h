// Cookies along one chain of redirects: some servers show a document only to who brings back the
// cookie that they set on the way to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wirefold/base/time.h"
#include "wirefold/fetch/request.h"

namespace wirefold::fetch {

/// A Set-Cookie field (RFC 6265 section 5.2) at `now`; nothing for one that is malformed or longer
/// than 4,096 bytes. Of the attributes Max-Age and Expires are read: a chain has one origin at a
/// time, and no time to speak of.
std::optional<CookieChange> read_set_cookie(std::string_view field, Timestamp now);

/// Makes the changes of `response` to the cookies of `next`, which follows it. Keeps 20 at most.
void change_cookies(Request& next, const Response& response);

/// The value of the Cookie field for `request`; empty if there is nothing to bring back.
std::string cookie_field(const Request& request);

/// True if a cookie for `url` was set since the chain's n-th URL was asked.
bool has_new_cookie(const Request& request, const std::string& url, std::size_t n);

}  // namespace wirefold::fetch
