// Reads from the configuration which hub our own feeds have.
#pragma once

#include <string>

#include "wirefold/config/config.h"

namespace wirefold::websub {

/// True if others may subscribe to our feeds at our own hub. It needs a serve.base_url, no
/// serve.password, and no fetch.proxy: a proxy resolves the names of callbacks, so their addresses
/// could not be checked.
bool has_own_hub(const config::Config& config);

/// URL of another hub that is notified of changes; empty if there is none, or with serve.password.
std::string other_hub(const config::Config& config);

}  // namespace wirefold::websub
