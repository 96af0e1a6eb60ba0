// Measures the running text in the blocks of a page. Private to the page area.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "outline.h"

namespace wirefold::page {

inline bool is_heading(Tag tag) { return tag == Tag::kHeading || tag == Tag::kHeading1; }

inline Tag tag_of(const Outline& page, std::size_t block) {
  return page.elements[page.blocks[block].element].tag;
}

/// The share of a block's text inside links.
double link_share(const Block& b);

/// True if `text` has the punctuation of sentences.
bool has_sentence(std::string_view text);

/// The units of running text in a block: outside of links, a quarter of them for lines without the
/// punctuation of sentences, 0 for headings and navigation.
std::uint32_t prose_of(const Outline& page, std::size_t block);

/// Sums of a value over the blocks of elements.
class Sums {
 public:
  template <typename Value>
  Sums(std::size_t blocks, Value&& value) : before_(blocks + 1) {
    for (std::size_t i = 0; i < blocks; ++i) before_[i + 1] = before_[i] + value(i);
  }
  std::uint32_t of(const Element& e) const { return between(e.first, e.last); }
  std::uint32_t between(std::uint32_t first, std::uint32_t last) const {
    return before_[last] - before_[first];
  }
  std::uint32_t all() const { return before_.back(); }

 private:
  std::vector<std::uint32_t> before_;
};

}  // namespace wirefold::page
