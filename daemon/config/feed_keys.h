// The keys of a [[feed]] table. Private to the config area.
#pragma once

#include <string>

#include "wirefold/model/feed.h"

namespace wirefold::config {

/// Sets the member of `feed` that `key` names. Returns what is wrong with `text`, or empty. Reads
/// secrets from the file or systemd credential that `text` names.
std::string set_feed_key(FeedSource& feed, const std::string& key, const std::string& text);

}  // namespace wirefold::config
