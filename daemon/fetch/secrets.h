// Secrets of feeds in what servers answer. Private to the fetch area.
#pragma once

#include <string_view>

#include "wirefold/model/feed.h"

namespace wirefold::fetch {

/// True if `url` spells a secret of `access`: the password, the Basic credentials (RFC 7617) or the
/// value of a header, as it is or with escapes. Secrets of fewer than four bytes are in every URL.
bool spells_secret(std::string_view url, const FeedAccess& access);

}  // namespace wirefold::fetch
