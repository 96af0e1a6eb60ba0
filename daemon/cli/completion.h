// Generates shell completion from the table of commands.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace wirefold::cli {

/// Prints the script for `shell` ("bash", "zsh" or "fish") that completes the commands and options
/// of `top`. Returns the exit code.
int print_completion(const CLI::App& top, const std::string& shell);

}  // namespace wirefold::cli
