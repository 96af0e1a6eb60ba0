#include "access.h"

#include "foreign.h"
#include "gate.h"

namespace wirefold::serve {

bool Access::allows_host(std::string_view host) const {
  const auto names = names_.copy();
  return !needs_own_name_ || !names || names_us(host, *names);
}

bool Access::allows_page(std::string_view origin, std::string_view sec_fetch_site,
                         std::string_view host) const {
  const auto names = names_.copy();
  return !is_foreign(origin, sec_fetch_site, host, names ? *names : OwnNames());
}

bool Access::allows_reading(std::string_view authorization, std::string_view token) const {
  const std::string password = password_.copy();
  return password.empty() || knows_password(authorization, token, password);
}

}  // namespace wirefold::serve
