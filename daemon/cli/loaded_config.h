// Reads the configuration for a command.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wirefold/config/config.h"

namespace wirefold::cli {

/// Prints each problem on a line of standard error as "FILE:LINE: message". Returns true if there
/// are none.
bool report(const std::vector<config::Problem>& problems);

/// Reads `file` and its feed list. Returns nullopt if either has problems, which are printed.
std::optional<config::Config> load_config(const std::string& file);

}  // namespace wirefold::cli
