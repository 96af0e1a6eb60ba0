// Parts of a page that are not its article by what they say or how they are built, whatever their
// elements are called. Private to the page area.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "outline.h"

namespace wirefold::page {

enum class Aside : std::uint8_t {
  kNone,
  kNextArticle,  ///< Another headline with its text below the article: an infinite scroll.
  kComments,     ///< Texts of one build with a time and a name each, below the article.
  kConsent,      ///< A box that speaks of cookies and partners.
  kCards,        ///< Linked headlines of one build with a line of text each.
};

using Asides = std::vector<Aside>;  ///< By block.

/// `headline` is the article's, of headline_block(). Linear in the size of the page.
Asides asides_of(const Outline& page, std::optional<std::uint32_t> headline);

}  // namespace wirefold::page
