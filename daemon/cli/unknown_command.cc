#include "unknown_command.h"

#include <algorithm>
#include <numeric>

namespace wirefold::cli {
namespace {

// A command that differs in more letters is not suggested.
constexpr std::size_t kFarthest = 2;

/// The number of letters to add, drop, change or swap with their neighbour (optimal string
/// alignment).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  std::iota(d[0].begin(), d[0].end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// Null if there is no such command.
const CLI::App* find_command(const CLI::App& app, const std::string& name) {
  for (const CLI::App* command : commands_of(app)) {
    if (command->get_name() == name) return command;
  }
  return nullptr;
}

/// The command nearest to `word`; empty if none is near.
std::string nearest(const CLI::App& app, const std::string& word) {
  std::string out;
  std::size_t least = kFarthest + 1;
  for (const CLI::App* command : commands_of(app)) {
    const std::string& name = command->get_name();
    const bool begins = word.size() > 1 && name.starts_with(word);
    const std::size_t far = begins ? 1 : distance(word, name);
    if (far >= least || far >= name.size()) continue;
    least = far;
    out = name;
  }
  return out;
}

}  // namespace

std::string unknown_command(const CLI::App& top, const std::vector<std::string>& words) {
  constexpr std::size_t kLongest = 40;
  const CLI::App* app = &top;
  std::string chain;
  for (const std::string& word : words) {
    if (word.starts_with('-') || commands_of(*app).empty()) break;
    const CLI::App* const command = find_command(*app, word);
    if (command == nullptr) {
      const std::string near = word.size() > kLongest ? "" : nearest(*app, word);
      return "no such command: \"" + chain + word.substr(0, kLongest) + "\"; " +
             (near.empty() ? "" : "did you mean \"" + chain + near + "\"? ") + "\"wirefold " +
             chain + "--help\" lists all commands";
    }
    app = command;
    chain += word + ' ';
  }
  return {};
}

}  // namespace wirefold::cli
