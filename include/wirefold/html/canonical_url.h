// One form for the many URLs of one page.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::html {

/// The URL that `url` names in a form for comparing, not for fetching: https, host in lower case
/// without "www.", "m.", "amp." and the like, no default port, no fragment, no tracking parameters
/// (utm_*, fbclid …), parameters sorted, no trailing slash, percent-encoding as RFC 3986 section
/// 6.2.2 has it. AMP, mobile and print variants give the article's own URL; redirectors that carry
/// their target in a parameter, AMP caches and feed proxies that spell it out give the target's.
///
/// Empty for what is no web URL, and for the front page of a site, which is no article.
std::string canonical_url(std::string_view url);

}  // namespace wirefold::html
