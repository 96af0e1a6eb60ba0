// Delta encoding of feeds (RFC 3229): a client that knows an older version of a feed, and says so,
// gets the changed entries only. Private to the serve area.
#pragma once

#include <optional>

#include "wirefold/serve/resource.h"
#include "wirefold/serve/target.h"

namespace wirefold::serve {

/// The time of the version that the client has, if it accepts the entries since then instead of
/// `target`; else nullopt. `choice` is what it gets otherwise: nothing is newer if that is 304.
std::optional<Timestamp> delta_since(const Target& target, const Conditions& conditions,
                                     Choice choice);

/// The headers of a delta (RFC 3229 section 10.5), which has the entity tag of the whole feed.
Headers delta_headers(const Resource& delta, const Resource& full, Coding coding);

}  // namespace wirefold::serve
