// Under which domain a host was registered. The only door to libpsl.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::outlet {

/// `host` in lower case and, if it has other letters than ASCII's, as DNS has it (UTS #46):
/// "xn--…". Dots at its end do not count. Empty for a name that DNS cannot have.
std::string ascii_host(std::string_view host);

/// The registrable domain of `host` by the Public Suffix List (publicsuffix.org), its private part
/// included: "bbc.co.uk" of "news.bbc.co.uk", "a.blogspot.com" of itself. Empty for what nobody can
/// register: an IP address, a name of one label, a public suffix. `host` is an ascii_host().
std::string registrable_domain(std::string_view host);

/// True for a host of several labels that is itself a public suffix: "blogspot.com".
bool is_public_suffix(std::string_view host);

}  // namespace wirefold::outlet
