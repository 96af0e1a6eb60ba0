// The configuration of a command.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wirefold/base/result.h"
#include "wirefold/config/config.h"

namespace wirefold::cli {

/// Prints each problem on a line of standard error as "FILE:LINE: message". Returns true if there
/// are none.
bool report(const std::vector<config::Problem>& problems);

/// Reads `file` and its feed list. Returns nullopt if either has problems, which are printed.
std::optional<config::Config> load_config(const std::string& file);

/// A line for people that says how a change of the feed list or of a feed takes effect.
std::string when_applied(const config::Config& config);

/// Why the feed list at `path` was not changed, with what helps against it.
std::string why_unchanged(const std::string& path, const Error& error);

}  // namespace wirefold::cli
