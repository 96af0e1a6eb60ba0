// Where a URL leads, in one spelling.
#pragma once

#include <string>

namespace wirefold::app {

/// fetch::origin_of() `url` with its host as limits, domains and browsers know it: addresses in
/// dotted decimals, names as DNS has them. Empty for what is no address to call.
std::string plain_origin(const std::string& url);

}  // namespace wirefold::app
