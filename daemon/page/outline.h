// A page as a list of lines of text and the tree of elements around them. Private to the page area.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "date_marks.h"
#include "element_names.h"
#include "wirefold/html/dom.h"

namespace wirefold::page {

enum class Tag : std::uint8_t {
  kOther,
  kBody,
  kArticle,
  kMain,
  kParagraph,
  kHeading1,
  kHeading,
  kItem,
  kList,
  kQuote,
  kCell,
  kTable,
  kCode,
  kCaption,
  kAside,  ///< aside, nav, footer, dialog, menu and some of AMP: boilerplate by tag.
};

struct Element {
  std::uint32_t parent;  ///< Index; the first element is the page, and its own parent.
  std::uint32_t first;   ///< Blocks [first, last) are inside.
  std::uint32_t last;
  Tag tag;
  Hints hints;  ///< Hints of class, id, role and itemprop.
  bool hidden;
  std::uint32_t build = 0;  ///< Equal for elements with the same class; 0 without a class.

  bool holds(std::uint32_t block) const { return first <= block && block < last; }
};

/// One line: a paragraph, heading, list item, cell, or the text between two of them.
struct Block {
  std::uint32_t begin;  ///< Bytes [begin, end) of Outline::text.
  std::uint32_t end;
  std::uint32_t units = 0;       ///< Characters without spaces; from U+3000 on they count twice.
  std::uint32_t link_units = 0;  ///< Units inside links.
  std::uint32_t element = 0;     ///< The innermost element that holds it.
};

/// The date that an element gives, and its place.
struct MarkedDate {
  DateMark mark;
  std::string text;
  std::uint32_t element;  ///< The innermost element of the outline that holds it.
  std::uint32_t block;    ///< The first block that begins inside or after it.
};

struct Outline {
  std::string text;               ///< The text of all blocks, white space collapsed.
  std::vector<Element> elements;  ///< In document order; never empty.
  std::vector<Block> blocks;      ///< In document order.
  std::vector<MarkedDate> dates;  ///< In document order; some hundred at most.

  std::string_view text_of(const Block& b) const {
    return std::string_view(text).substr(b.begin, b.end - b.begin);
  }
};

/// The block of the article's headline: the first <h1> equal to `title`, else the first <h1> that
/// contains it beside a kicker, else the first other heading equal to `title`, else the only <h1>.
std::optional<std::uint32_t> headline_block(const Outline& page, std::string_view title);

/// Whether to read <noscript>: it holds pictures and counters, and on some pages the article.
enum class NoScript : std::uint8_t { kLeftOut, kRead };

/// Linear in the size of the tree, without recursion.
Outline outline_of(xmlDoc* page, NoScript no_script);

}  // namespace wirefold::page
