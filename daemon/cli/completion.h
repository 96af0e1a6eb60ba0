// Shell completion, from the very table of commands.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace wirefold::app {

/// Prints the script of `shell` ("bash", "zsh" or "fish") that completes the commands and options
/// of `top`; the exit code.
int print_completion(const CLI::App& top, const std::string& shell);

}  // namespace wirefold::app
