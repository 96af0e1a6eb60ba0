// Finds the feed that an address leads to.
#pragma once

#include <string>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/control/feed_probe.h"
#include "wirefold/model/found_feed.h"

namespace wirefold::control {

/// The URLs that a typed address may mean, likeliest first: "news.example" means https, then http;
/// feed: stands for either. kUnsupported for text that cannot be the URL of a feed.
Result<std::vector<std::string>> addresses_of(const std::string& typed);

/// Looks for a feed at the first of `addresses`, those of addresses_of(), that a server answers:
/// at the address itself, in the links of that page to feeds and to documents that look like feeds,
/// and at the usual URLs of feeds. If the address is gone, the search starts from its site.
///
/// An unreadable document does not end the search. For each of `addresses` it tries at most
/// about 30 URLs, none of them on a host that did not answer before, and begins none after four
/// times the timeout of a transfer. URLs are requested one after another, without the pauses of
/// `asking.limits`, because an operator waits. Once `asking.stop` is requested, nothing is found.
FoundFeed find_feed(const Asking& asking, const std::vector<std::string>& addresses);

}  // namespace wirefold::control
