#include "completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "wirefold/base/output.h"
#include "wirefold/base/strings.h"

namespace wirefold::cli {
namespace {

struct Word {
  std::string text;
  std::string help;
  bool takes_value = false;
};

/// The words that may follow one chain of commands.
struct Place {
  std::vector<std::string> path;  // "feeds", "add"
  std::vector<Word> commands;
  std::vector<Word> options;
  bool takes_file = false;
};

/// The first line, without characters that shells interpret.
std::string plain(const std::string& text) {
  std::string out = text.substr(0, text.find('\n'));
  std::erase_if(
      out, [](char c) { return std::string_view("'\"`$\\[]:").find(c) != std::string_view::npos; });
  return out;
}

void collect(const CLI::App& app, const std::vector<std::string>& path, std::vector<Place>& out) {
  Place place{path, {}, {}, false};
  for (const CLI::Option* option : app.get_options()) {
    const std::string help = plain(option->get_description());
    for (const std::string& name : option->get_lnames()) {
      place.options.push_back({"--" + name, help, option->get_items_expected_max() > 0});
    }
    for (const std::string& name : option->get_snames()) {
      place.options.push_back({"-" + name, help, option->get_items_expected_max() > 0});
    }
    const std::string name = option->get_name(true);
    place.takes_file = place.takes_file || name == "FILE" || name == "A" || name == "B";
  }
  const auto subcommands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* sub : subcommands) {
    place.commands.push_back({sub->get_name(), plain(sub->get_description())});
  }
  out.push_back(std::move(place));
  for (const CLI::App* sub : subcommands) {
    std::vector<std::string> below = path;
    below.push_back(sub->get_name());
    collect(*sub, below, out);
  }
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::string texts(const Place& place) {
  std::vector<std::string> out;
  for (const Word& word : place.commands) out.push_back(word.text);
  for (const Word& word : place.options) out.push_back(word.text);
  return joined(out);
}

/// Offers files where the command takes a file, and after the options that take one.
std::string bash(const std::vector<Place>& places) {
  std::string out =
      "# bash completion for wirefold\n"
      "_wirefold() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} path= words= files= w\n"
      "  for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      "    case \"$path $w\" in\n";
  for (const Place& place : places) {
    if (place.path.empty()) continue;
    out += fmt::format("      ' {}') path='{}' ;;\n", joined(place.path), " " + joined(place.path));
  }
  out += "    esac\n  done\n  case $path in\n";
  for (const Place& place : places) {
    const std::string path = place.path.empty() ? "" : " " + joined(place.path);
    out += fmt::format("    '{}') words='{}' files={} ;;\n", path, texts(place),
                       place.takes_file ? "yes" : "");
  }
  out +=
      "  esac\n"
      "  case ${COMP_WORDS[COMP_CWORD-1]} in -c|--config|--cursor-file) words= files=yes ;; esac\n"
      "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
      "  [ -z \"$files\" ] || mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "
      "\"$word\")\n"
      "}\n"
      "complete -o filenames -F _wirefold wirefold\n";
  return out;
}

std::string zsh(const std::vector<Place>& places) {
  std::string out =
      "#compdef wirefold\n"
      "# zsh completion for wirefold\n"
      "_wirefold() {\n"
      "  local place= w\n"
      "  local -a commands options\n"
      "  for w in ${words[2,CURRENT-1]}; do\n"
      "    case \"$place $w\" in\n";
  for (const Place& place : places) {
    if (place.path.empty()) continue;
    out += fmt::format("      ' {0}') place=' {0}' ;;\n", joined(place.path));
  }
  out += "    esac\n  done\n  case $place in\n";
  for (const Place& place : places) {
    out += fmt::format("    '{}')\n", place.path.empty() ? "" : " " + joined(place.path));
    for (const auto& [name, all] :
         {std::pair("commands", &place.commands), std::pair("options", &place.options)}) {
      out += fmt::format("      {}=(\n", name);
      for (const Word& word : *all) out += fmt::format("        '{}:{}'\n", word.text, word.help);
      out += "      )\n";
    }
    if (place.takes_file) out += "      _files\n";
    out += "      ;;\n";
  }
  out +=
      "  esac\n"
      "  case ${words[CURRENT-1]} in -c|--config|--cursor-file) _files; return ;; esac\n"
      "  (( ${#commands} )) && _describe command commands\n"
      "  _describe option options\n"
      "}\n"
      "_wirefold \"$@\"\n";
  return out;
}

std::string fish(const std::vector<Place>& places) {
  std::string out = "# fish completion for wirefold\ncomplete -c wirefold -f\n";
  for (const Place& place : places) {
    std::string when = "__fish_use_subcommand";
    if (!place.path.empty()) when.clear();
    for (const std::string& word : place.path) {
      when += (when.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + word);
    }
    if (!place.path.empty() && !place.commands.empty()) {
      when += "; and not __fish_seen_subcommand_from";
      for (const Word& word : place.commands) when += ' ' + word.text;
    }
    const std::string begin = "complete -c wirefold -n '" + when + "'";
    for (const Word& word : place.commands) {
      out += fmt::format("{} -a {} -d '{}'\n", begin, word.text, word.help);
    }
    for (const Word& word : place.options) {
      const bool is_long = word.text.starts_with("--");
      out +=
          fmt::format("{} {} {}{} -d '{}'\n", begin, is_long ? "-l" : "-s",
                      word.text.substr(is_long ? 2 : 1), word.takes_value ? " -r" : "", word.help);
    }
    if (place.takes_file) out += begin + " -F\n";
  }
  return out;
}

}  // namespace

int print_completion(const CLI::App& top, const std::string& shell) {
  std::vector<Place> places;
  collect(top, {}, places);
  to_output().lines(shell == "bash" ? bash(places) : shell == "zsh" ? zsh(places) : fish(places));
  return to_output().flush() ? 0 : 1;
}

}  // namespace wirefold::cli
