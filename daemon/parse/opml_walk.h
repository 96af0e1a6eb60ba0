// Walks the outlines of a feed list in order, with the folders around each.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/growth.h"

namespace wirefold::parse {

/// `text` as one line, cut at kLongestLabel.
std::string as_label(std::string_view text);

/// The `text` of an outline, else its `title`.
std::string label(const pugi::xml_node& outline);

/// The URL of an outline's feed; empty for a folder.
std::string_view feed_url(const pugi::xml_node& outline);

/// The folders around the current outline of a walk.
class Folders {
 public:
  /// `bytes` is the size of the list.
  explicit Folders(std::size_t bytes) : growth_(bytes) {}

  void enter(std::string_view label);
  void leave();

  /// Their labels, outermost first, with slashes between. Empty outside of folders, deeper than
  /// kDeepestFolder, and once the returned groups add up to several times the list (base/growth.h):
  /// groups repeat for each feed a text that the list has once. Valid until the next enter().
  std::string_view group();

 private:
  struct Level {
    std::size_t size;     // of text_ before it
    std::size_t slashes;  // in text_ before it
    std::size_t unnamed;  // folders without a label after those in text_
  };

  std::vector<Level> levels_;
  std::size_t too_deep_ = 0;  // levels below kDeepestFolder
  std::string text_;
  std::size_t slashes_ = 0;
  std::size_t unnamed_ = 0;
  Growth growth_;  // the groups of a real list add up to less than the list
};

/// Calls `visit(node, folders)` for each node below `body`, in document order. One pass.
template <typename Visit>
void walk_outlines(const pugi::xml_node& body, std::size_t bytes, Visit&& visit) {
  Folders folders(bytes);
  pugi::xml_node node = body.first_child();
  while (node) {
    visit(node, folders);
    if (node.first_child()) {
      folders.enter(label(node));
      node = node.first_child();
      continue;
    }
    while (node != body && !node.next_sibling()) {
      node = node.parent();
      if (node != body) folders.leave();
    }
    if (node == body) return;
    node = node.next_sibling();
  }
}

}  // namespace wirefold::parse
