// Finds secrets of feeds in the answers of servers. Private to the fetch area.
#pragma once

#include <string_view>

#include "wirefold/model/feed.h"

namespace wirefold::fetch {

/// True if `url` contains a secret of `access`: the password, the Basic credentials (RFC 7617) or
/// the value of a header, plain or with escapes. Ignores secrets of fewer than four bytes, which
/// any URL may contain.
bool spells_secret(std::string_view url, const FeedAccess& access);

}  // namespace wirefold::fetch
