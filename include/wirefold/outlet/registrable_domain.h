// Finds the domain under which a host is registered. The only user of libpsl.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::outlet {

/// `host` in lower case. If it is not ASCII, in the form of DNS (UTS #46): "xn--…". Dots at its end
/// are dropped. Empty for a name that DNS cannot have.
std::string ascii_host(std::string_view host);

/// The registrable domain of `host` by the Public Suffix List (publicsuffix.org), including its
/// private part: "bbc.co.uk" of "news.bbc.co.uk", "a.blogspot.com" of itself. Empty if the host
/// cannot be registered: an IP address, a name of one label, a public suffix. `host` is an
/// ascii_host().
std::string registrable_domain(std::string_view host);

/// True for a host of several labels that is itself a public suffix: "blogspot.com".
bool is_public_suffix(std::string_view host);

}  // namespace wirefold::outlet
