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
  kAside,  ///< aside, nav, footer, dialog, menu: the page's furniture by its element.
};

struct Element {
  std::uint32_t parent;  ///< Index; the first element, the page, is its own.
  std::uint32_t first;   ///< Blocks [first, last) stand inside.
  std::uint32_t last;
  Tag tag;
  Hints hints;  ///< Of class, id, role and itemprop.
  bool hidden;
  std::uint32_t build = 0;  ///< Equal for elements with the same class; 0 without one.

  bool holds(std::uint32_t block) const { return first <= block && block < last; }
};

/// One line: a paragraph, heading, list item, cell, or what stands between two of them.
struct Block {
  std::uint32_t begin;  ///< Of Outline::text, in bytes.
  std::uint32_t end;
  std::uint32_t units = 0;       ///< Characters but spaces; those of East Asia count twice.
  std::uint32_t link_units = 0;  ///< Of these, inside links.
  std::uint32_t element = 0;     ///< The innermost that holds it.
};

/// What an element says of a date, and where it stands.
struct MarkedDate {
  DateMark mark;
  std::string text;
  std::uint32_t element;  ///< The innermost of the outline's that holds it.
  std::uint32_t block;    ///< The first that begins inside or behind it.
};

struct Outline {
  std::string text;               ///< Of all blocks, white space collapsed.
  std::vector<Element> elements;  ///< In document order; never empty.
  std::vector<Block> blocks;      ///< In document order.
  std::vector<MarkedDate> dates;  ///< The same; some hundred at most.

  std::string_view text_of(const Block& b) const {
    return std::string_view(text).substr(b.begin, b.end - b.begin);
  }
};

/// The block of the article's headline: the first <h1> that is `title`, else the first that has it
/// beside a kicker, else the first other heading that is `title`, else the only <h1>.
std::optional<std::uint32_t> headline_block(const Outline& page, std::string_view title);

/// <noscript> holds pictures and counters, and on some pages the article.
enum class NoScript : std::uint8_t { kLeftOut, kRead };

/// Linear in the size of the tree, without recursion.
Outline outline_of(xmlDoc* page, NoScript no_script);

}  // namespace wirefold::page
