// Words that are no command.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace wirefold::app {

/// What is wrong with the commands in `words`, the arguments in order, with the nearest command
/// that there is; empty if each is one. Options and operands are left to the parser.
std::string unknown_command(const CLI::App& top, const std::vector<std::string>& words);

}  // namespace wirefold::app
