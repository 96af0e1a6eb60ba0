// Follows redirects within limits.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/base/result.h"
#include "wirefold/fetch/request.h"

namespace wirefold::fetch {

// Other clients follow 5 to 20. "http to https to www to language" are four before a feed itself
// moves.
constexpr std::size_t kMaxRedirects = 10;

/// The URL that `location`, a Location field (RFC 9110 section 10.2.2), leads to from `url`:
/// absolute, without user and password, bytes beyond ASCII behind the host as escapes. Empty for an
/// empty field.
std::string redirect_target(const std::string& url, const std::string& location);

/// The request that follows `response` to its `location`: the same, at another URL, with the
/// cookies that the chain has set. From https it goes only to https: an http: target is requested
/// as https. A chain may come back to a URL once it has a new cookie for it.
///
/// Returns an error of one line for a chain that is too long or loops; for a target that is no web
/// URL, is too long, or contains a secret of the request's access; for an http: target that was
/// already requested as https; and for a POST that would have to be sent again as another request
/// (only 307 and 308 keep it, RFC 9110 section 15.4). That message calls the request `what`.
Result<Request> next_hop(const Response& response, std::string_view what = "request");

/// `error` of `response`, with the URL at the end of its chain of redirects, and with the kind of
/// page if that is a login or consent page.
Error at_end_of_chain(const Response& response, Error error);

/// A URL for a message: its first 500 bytes.
std::string shown_url(const std::string& url);

/// "https://host:port" of a web URL in lower case, a default port left out; empty for anything
/// else.
std::string origin_of(const std::string& url);

}  // namespace wirefold::fetch
