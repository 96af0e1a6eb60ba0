// Pages that stand in front of what was asked for.
#pragma once

#include <string_view>

namespace wirefold::fetch {

/// "a login page" or "a consent page" if `url`, by the words of its host and path, is the address
/// of one, or `page`, what came from there, asks for a password and is no front page; empty for
/// anything else.
std::string_view wall_at(std::string_view url, std::string_view page);

}  // namespace wirefold::fetch
