// Who publishes, by the address of a feed or page and by what a feed says.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/model/entry.h"
#include "wirefold/model/publisher.h"

namespace wirefold::outlet {

/// Who publishes at `url`: the registrable domain of its host, or, on a platform of
/// daemon/outlet/platforms.txt, the publisher there. A host that is itself a public suffix tells
/// its publishers apart by the first segment of the path.
///
/// For a carrier (of that file, or a host without a domain: an IP address, "localhost", a file) the
/// name is what the carrier calls the publisher, or empty.
Publisher publisher_at(std::string_view url);

/// Who publishes the feed at `url`, which is `feed`. A carrier is believed the site that the
/// channel links to, else the one that most of its entries link to, else its own name for the
/// publisher. Empty if nothing of that is known.
Publisher publisher_of(std::string_view url, const ParsedFeed& feed);

/// True if the page at `page`, a canonical URL, and the feed at `url` are of one publisher, for
/// certain, or the page is one of a platform that does not say whose, and the feed is there too.
bool is_at_home(std::string_view url, std::string_view page);

}  // namespace wirefold::outlet
