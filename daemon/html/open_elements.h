// The elements that libxml2 has open while it reads HTML. Private to the html area.
#pragma once

#include <vector>

#include "tag_names.h"

namespace wirefold::html {

/// Follows the stack of names of libxml2's HTML parser (2.9.14) tag by tag: which elements a start
/// tag ends and implies, and which ones an end tag closes.
class OpenElements {
 public:
  std::size_t depth() const { return names_.size(); }
  /// kNoTag if none is open.
  TagName top() const { return names_.empty() ? kNoTag : names_.back(); }
  /// True inside of <script> and <style>, whose text has no tags.
  bool in_raw_text() const { return top() == tags_.script || top() == tags_.style; }

  /// True where text implies a paragraph.
  bool wants_paragraph() const {
    return names_.empty() || top() == tags_.html || top() == tags_.head;
  }
  void imply_paragraph();

  /// Closes the elements that a start tag `next` ends.
  void make_way(TagName next) {
    while (!names_.empty() && ends(names_.back(), next)) pop();
  }
  /// Opens an element after make_way(), with the elements that it implies. False for a tag that is
  /// ignored: an <html>, <head> or <body> where none is allowed.
  bool open(TagName name);
  void pop();

  /// Handles an end tag. False if it changes nothing at all.
  bool close(TagName name);

 private:
  bool is_root_tag(TagName name) const {
    return name == tags_.html || name == tags_.head || name == tags_.body;
  }
  std::uint32_t open_of(TagName name) const { return name < open_.size() ? open_[name] : 0; }
  bool is_misplaced(TagName name) const;
  void imply(TagName next);
  void push(TagName name);

  const KnownTags& tags_ = known_tags();
  std::vector<TagName> names_;
  std::vector<std::uint32_t> open_;  // how many of each name are open
  std::uint32_t passed_over_ = 0;    // ignored root tags, whose end tags are ignored as well
  bool head_seen_ = false;
  bool body_seen_ = false;
};

}  // namespace wirefold::html
