// Recognises requests that pages of other sites make through a reader's browser. Private to the
// serve area.
#pragma once

#include <string_view>

#include "wirefold/serve/http/own_names.h"

namespace wirefold::serve {

/// True if the Host header `host` names this server on a loopback address: as "localhost", by an
/// address, or by one of `names`. Also true without the header, because browsers always send it.
bool names_us(std::string_view host, const OwnNames& names);

/// True if a page of another site has made the request (Fetch Standard section 3.1, Fetch Metadata
/// section 2.3). Header values as received; empty if absent, which means that no page made it.
bool is_foreign(std::string_view origin, std::string_view sec_fetch_site, std::string_view host,
                const OwnNames& names);

}  // namespace wirefold::serve
