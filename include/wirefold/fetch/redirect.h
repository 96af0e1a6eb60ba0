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

/// The request that follows `response` to its `location`: the same, at another URL, with the
/// cookies that the chain has set. From https it goes to https alone: an http: address is asked as
/// https. A chain may come back to a URL once it has a new cookie for it.
///
/// Errors with one line for a chain that is too long or comes back to itself, an address that is no
/// web URL, too long, or spells a secret of the request's access, an http: address that was asked
/// as https before, and a form that would have to be sent again as another request (only 307 and
/// 308 keep it, RFC 9110 section 15.4).
Result<Request> next_hop(const Response& response);

/// `error`, what came of `response`, with the address that its chain of redirects ended at, and the
/// words for it if that is a page to sign in or to consent.
Error at_end_of_chain(const Response& response, Error error);

/// A URL for a message: its first 500 bytes.
std::string shown_url(const std::string& url);

/// "https://host:port" of a web URL in lower case, a default port left out; empty for anything
/// else.
std::string origin_of(const std::string& url);

}  // namespace wirefold::fetch
