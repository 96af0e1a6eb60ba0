// Where a redirect leads, and where it may not.
#pragma once

#include <string>

#include "wirefold/base/result.h"
#include "wirefold/fetch/request.h"

namespace wirefold::fetch {

// Peers follow 5 to 20; "http to https to www to language" are four before a feed of its own moves.
constexpr std::size_t kMaxRedirects = 10;

/// Where `location`, a Location field (RFC 9110 section 10.2.2), leads from `url`: absolute,
/// without user and password, bytes beyond ASCII behind the host as escapes. Empty for an empty
/// field.
std::string redirect_target(const std::string& url, const std::string& location);

/// The request that follows `response` to its `location`: the same, at another URL. Errors with one
/// line for a chain that is too long or comes back to itself, an address that is no web URL, too
/// long, or spells a secret of the request's access, https to http, and a form that would have to
/// be sent again as another request (only 307 and 308 keep it, RFC 9110 section 15.4).
Result<Request> next_hop(const Response& response);

/// "https://host:port" of a web URL in lower case, a default port left out; empty for anything
/// else.
std::string origin_of(const std::string& url);

}  // namespace wirefold::fetch
