// Finds the feed that an address leads to.
#pragma once

#include <string>
#include <vector>

#include "feed_probe.h"
#include "wirefold/base/result.h"

namespace wirefold::cli {

/// An address that was tried, and why it has no feed.
struct Tried {
  std::string url;
  std::string why;
};

/// The result of a search for a feed.
struct Finding {
  std::string url;                   ///< Of the feed; empty if none was found.
  std::string title;                 ///< Plain text; may be empty.
  std::string moved_from;            ///< As in Probed.
  std::vector<std::string> offered;  ///< Feeds that pages on the way name.
  std::vector<Tried> tried;          ///< Addresses without a feed, in order.
  bool answered = false;             ///< The server answered, but not with a feed.
};

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
/// `asking.limits`, because an operator waits.
Finding find_feed(const Asking& asking, const std::vector<std::string>& addresses);

}  // namespace wirefold::cli
