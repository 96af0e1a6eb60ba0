// The keys of a [[feed]] table. Private to the config area.
#pragma once

#include <string>

#include "wirefold/model/feed.h"

namespace wirefold::config {

/// Sets what `key` names in `feed`; what is wrong with it, or empty. Secrets are read here, from
/// the file or systemd credential that the key names.
std::string set_feed_key(FeedSource& feed, const std::string& key, const std::string& text);

}  // namespace wirefold::config
