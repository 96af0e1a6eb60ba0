// The Link header field (RFC 8288).
#pragma once

#include <string>
#include <string_view>

namespace wirefold::fetch {

/// The target of the first link of `value` with the relation `rel`, as written; empty if none has.
/// Several fields may be joined by commas (RFC 9110 section 5.3).
std::string link_target(std::string_view value, std::string_view rel);

}  // namespace wirefold::fetch
