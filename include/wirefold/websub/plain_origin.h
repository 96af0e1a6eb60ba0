// Gives the origin of a URL in canonical form.
#pragma once

#include <string>

namespace wirefold::websub {

/// fetch::origin_of() `url` with its host in the form that limits, domains and browsers use:
/// addresses in dotted decimals, names as in DNS. Empty if `url` cannot be requested.
std::string plain_origin(const std::string& url);

}  // namespace wirefold::websub
