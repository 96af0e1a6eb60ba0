// Finds the publisher of a URL or a feed, by the URL and by the links of the feed.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/model/entry.h"
#include "wirefold/model/publisher.h"

namespace wirefold::outlet {

/// The publisher at `url`: the registrable domain of its host, or, on a platform of
/// daemon/outlet/platforms.txt, the publisher there. On a host that is itself a public suffix, the
/// first segment of the path tells publishers apart.
///
/// For a carrier (of that file, or a host without a domain: an IP address, "localhost", a file) the
/// name is the one that the carrier gives the publisher, or empty.
Publisher publisher_at(std::string_view url);

/// The publisher of `feed`, which is at `url`. A feed of a carrier is taken to be of the site that
/// its channel links to, else of the site that most of its entries link to, else of the name that
/// the carrier gives it. Empty if none of these is known.
Publisher publisher_of(std::string_view url, const ParsedFeed& feed);

/// True if the page at `page`, a canonical URL, and the feed at `url` are certainly of one
/// publisher. Also true if both are on one platform and the page's URL names no publisher there.
bool is_at_home(std::string_view url, std::string_view page);

}  // namespace wirefold::outlet
