// What the demo is to be folded into.
#pragma once

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

namespace wirefold::test {

/// Link of each entry of the demo to the name of its story (tests/data/demo_stories.tsv).
inline std::map<std::string, std::string> demo_stories() {
  std::map<std::string, std::string> out;
  std::ifstream in(SOURCE_DIR "/tests/data/demo_stories.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t tab = line.find('\t');
    out[line.substr(0, tab)] = line.substr(tab + 1);
  }
  if (out.empty()) throw std::runtime_error("tests/data/demo_stories.tsv is empty");
  return out;
}

}  // namespace wirefold::test
