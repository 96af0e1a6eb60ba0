#include "wirefold/websub/signature.h"

#include "wirefold/base/hmac.h"
#include "wirefold/base/strings.h"

namespace wirefold::websub {

std::string signature(std::string_view secret, std::string_view body) {
  return "sha256=" + hmac_hex("sha256", secret, body);
}

bool is_signed(std::string_view header, std::string_view secret, std::string_view body) {
  header = trim(header);
  const std::size_t equals = header.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string right = hmac_hex(to_lower_ascii(header.substr(0, equals)), secret, body);
  return !right.empty() && equal_in_constant_time(to_lower_ascii(header.substr(equals + 1)), right);
}

}  // namespace wirefold::websub
