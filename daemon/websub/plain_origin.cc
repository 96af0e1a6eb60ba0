#include "wirefold/websub/plain_origin.h"

#include "wirefold/base/ip_address.h"
#include "wirefold/fetch/redirect.h"
#include "wirefold/html/url.h"
#include "wirefold/outlet/registrable_domain.h"

namespace wirefold::websub {

std::string plain_origin(const std::string& url) {
  constexpr std::size_t kScheme = 3;           // "://"
  std::string origin = fetch::origin_of(url);  // normalises 0x7f.1 and escapes
  const std::string host = html::full_host_of(origin);
  const std::string name = parse_ip(host) ? host : outlet::ascii_host(host);
  if (host.empty() || name.empty()) return {};
  origin.replace(origin.find("://") + kScheme, host.size(), name);
  return fetch::origin_of(origin) == origin ? origin : "";
}

}  // namespace wirefold::websub
