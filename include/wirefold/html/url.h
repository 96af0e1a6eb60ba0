// URLs as documents write them.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::html {

/// `reference` resolved against `base` (RFC 3986 section 5.2), its spaces and non-ASCII bytes as
/// they are. An empty or unusable base gives the trimmed reference.
std::string resolve_url(std::string_view base, std::string_view reference);

/// True for http: and https: with a host; nothing else is ever linked to.
bool is_web_url(std::string_view url) noexcept;

/// The host of a web URL in lower case, without "www."; empty for anything else.
std::string host_of(std::string_view url);

}  // namespace wirefold::html
