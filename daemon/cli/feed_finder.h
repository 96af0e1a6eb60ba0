// The feed that an address leads to.
#pragma once

#include <string>
#include <vector>

#include "feed_probe.h"
#include "wirefold/base/result.h"

namespace wirefold::app {

/// One address on the way to a feed, and what was there.
struct Tried {
  std::string url;
  std::string why;
};

/// What came of looking for a feed.
struct Finding {
  std::string url;                   ///< Of the feed; empty: none was found.
  std::string title;                 ///< Plain text; may be empty.
  std::string moved_from;            ///< As in Probed.
  std::vector<std::string> offered;  ///< What pages on the way name as feeds.
  std::vector<Tried> tried;          ///< That were none, in order.
  bool answered = false;             ///< Somebody was there.
};

/// The addresses that what a person types may mean, likeliest first: "news.example" is asked by
/// https, then by http; feed: is a name for either. kUnsupported for what no feed can have.
Result<std::vector<std::string>> addresses_of(const std::string& typed);

/// Looks for a feed at `address`, in what the page there names, in what looks like a feed, and
/// where sites usually have one; an address that is gone leads to its site. Nothing that cannot be
/// read ends the search, but no more than some 30 addresses are tried, none at a host that did not
/// answer before, and none is begun after four times the timeout of a transfer. They are asked one
/// after another: `asking.limits` space nothing here, as somebody waits.
///
/// Of several `addresses`, those of addresses_of(), the first that answers counts.
Finding find_feed(const Asking& asking, const std::vector<std::string>& addresses);

}  // namespace wirefold::app
