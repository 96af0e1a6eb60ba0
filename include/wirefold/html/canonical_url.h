// Reduces the many URLs of one page to one form.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::html {

/// A form of `url` for comparing, not for fetching: https, host in lower case without "www.", "m.",
/// "amp." and the like, no default port, no fragment, no tracking parameters (utm_*, fbclid …),
/// parameters sorted, no trailing slash, percent-encoding as in RFC 3986 section 6.2.2. AMP, mobile
/// and print variants give the article's own URL. Redirectors with their target in a parameter, and
/// AMP caches and feed proxies with their target in the path, give the target's URL.
///
/// Empty if `url` is no web URL or the front page of a site, which is no article.
std::string canonical_url(std::string_view url);

}  // namespace wirefold::html
