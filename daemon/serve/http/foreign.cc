#include "foreign.h"

#include <algorithm>

#include "wirefold/base/ip_address.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

/// "[::1]" for "[::1]:8710", "news.lan" for "News.lan:8710".
std::string host_name(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const std::string_view port = host.substr(std::min(colon, host.size()));
  const bool is_port = port.find_first_not_of("0123456789", 1) == std::string_view::npos;
  return to_lower_ascii(is_port ? host.substr(0, host.size() - port.size()) : host);
}

}  // namespace

bool names_us(std::string_view host, const OwnNames& names) {
  if (host.empty()) return true;
  const std::string name = host_name(host);
  return name == "localhost" || parse_ip(name) ||
         std::ranges::find(names.hosts, name) != names.hosts.end();
}

bool is_foreign(std::string_view origin, std::string_view sec_fetch_site, std::string_view host,
                const OwnNames& names) {
  const bool from_elsewhere = !sec_fetch_site.empty() &&
                              !equals_ignore_case(sec_fetch_site, "same-origin") &&
                              !equals_ignore_case(sec_fetch_site, "none");
  if (from_elsewhere) return true;
  if (origin.empty() || (!names.origin.empty() && equals_ignore_case(origin, names.origin))) {
    return false;
  }
  const std::size_t authority = origin.find("://");
  return authority == std::string_view::npos || host.empty() ||
         !equals_ignore_case(origin.substr(authority + 3), host);
}

}  // namespace wirefold::serve
