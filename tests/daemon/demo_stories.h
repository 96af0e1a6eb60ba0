// The stories into which the demo must be folded (tests/data/demo_stories.tsv).
#pragma once

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

namespace wirefold::test {

struct DemoEntry {
  std::string story;  // Name of the story.
  std::string kind;   // The kind of text that is easily folded wrongly. Empty for other entries.
};

/// The demo's entries by link, or by link and title where several entries share a link.
inline const std::map<std::string, DemoEntry>& demo_stories() {
  static const auto kEntries = [] {
    std::map<std::string, DemoEntry> out;
    std::ifstream in(SOURCE_DIR "/tests/data/demo_stories.tsv");
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#') continue;
      const std::size_t story = line.find('\t') + 1;
      const std::size_t kind = line.find('\t', story);
      DemoEntry& entry = out[line.substr(0, story - 1)];
      entry.story = line.substr(story, kind - story);
      if (kind != std::string::npos) entry.kind = line.substr(kind + 1);
    }
    if (out.empty()) throw std::runtime_error("tests/data/demo_stories.tsv is empty");
    return out;
  }();
  return kEntries;
}

/// The key of an article in demo_stories().
inline std::string demo_key(const std::string& link, const std::string& title) {
  return demo_stories().contains(link) ? link : link + ' ' + title;
}

}  // namespace wirefold::test
