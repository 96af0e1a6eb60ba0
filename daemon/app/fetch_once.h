// One request and its answer, for commands.
#pragma once

#include <string>

#include "wirefold/fetch/fetch_loop.h"

namespace wirefold::app {

/// Fetches `url` as the daemon would, and returns when that is done.
fetch::Response fetch_once(const fetch::Options& options, const std::string& url);

}  // namespace wirefold::app
