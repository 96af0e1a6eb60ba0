// Requests that pages of other sites make with a reader's browser. Private to the serve area.
#pragma once

#include <string_view>

#include "wirefold/serve/http/own_names.h"

namespace wirefold::serve {

/// True if `host`, a Host header, names a server on a loopback address: as "localhost", by an
/// address, or by one of `names`. Browsers always send one; a request without is none of theirs.
bool names_us(std::string_view host, const OwnNames& names);

/// True if a page of another site has made the request (Fetch Standard section 3.1, Fetch Metadata
/// section 2.3). Header values as received; empty = absent, which is no browser's.
bool is_foreign(std::string_view origin, std::string_view sec_fetch_site, std::string_view host,
                const OwnNames& names);

}  // namespace wirefold::serve
