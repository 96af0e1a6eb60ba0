// Resolves and splits the URLs of documents.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/base/growth.h"

namespace wirefold::html {

/// `reference` resolved against `base` (RFC 3986 section 5.2). As in the WHATWG URL Standard, white
/// space at the ends and line breaks inside are dropped and spaces become "%20"; all other bytes,
/// also non-ASCII ones, are unchanged. If `base` has no scheme, returns the reference alone. The
/// result never has a user or password, even if `base` or `reference` has one.
std::string resolve_url(std::string_view base, std::string_view reference);

/// The same, but a relative reference stays relative once `growth` has no room for `base`.
std::string resolve_url(std::string_view base, std::string_view reference, Growth& growth);

/// The same for an address as people write it: "www.news.example/5", and "news.example/5" on a page
/// of news.example, name a host, not a file. An ampersand that is escaped twice is decoded.
std::string resolve_address(std::string_view base, std::string_view reference);
std::string resolve_address(std::string_view base, std::string_view reference, Growth& growth);

/// True for a reference that begins with a scheme (RFC 3986 section 3.1).
bool has_scheme(std::string_view reference) noexcept;

/// True for http: and https: with a host; wirefold links to nothing else.
bool is_web_url(std::string_view url) noexcept;

/// The host of a web URL in lower case, without "www."; empty for anything else.
std::string host_of(std::string_view url);

/// The same with a leading "www.", if there is one.
std::string full_host_of(std::string_view url);

/// The path of a web URL without query and fragment, at least "/"; empty for anything else.
std::string_view path_of(std::string_view url);

}  // namespace wirefold::html
