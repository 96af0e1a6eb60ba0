// Under which domain a host was registered. The only door to libpsl.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::outlet {

/// The registrable domain of `host` by the Public Suffix List (publicsuffix.org), its private part
/// included: "bbc.co.uk" of "news.bbc.co.uk", "a.blogspot.com" of itself. Empty for what nobody can
/// register: an IP address, a name of one label, a public suffix. `host` is lower case, as
/// html::host_of() gives it; a dot at its end does not count.
std::string registrable_domain(std::string_view host);

/// True for a host of several labels that is itself a public suffix: "blogspot.com".
bool is_public_suffix(std::string_view host);

}  // namespace wirefold::outlet
