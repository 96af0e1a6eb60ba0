// Finds words that are no command.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace wirefold::cli {

/// A message about the first of `words`, the arguments in order, that should be a command and is
/// none; it suggests the nearest command. Empty if all are commands. The parser checks options and
/// operands.
std::string unknown_command(const CLI::App& top, const std::vector<std::string>& words);

}  // namespace wirefold::cli
