// Finds parts of a page that are not its article, mainly by their text and structure. Private to
// the page area.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "outline.h"

namespace wirefold::page {

enum class Aside : std::uint8_t {
  kNone,
  kNextArticle,  ///< Another article below this one, with its headline: an infinite scroll.
  kComments,     ///< Below the article: elements named for comments, or sibling texts with a time
                 ///< each.
  kConsent,      ///< A box about cookies and partners.
  kCards,        ///< Sibling teasers: linked headlines with a little text each.
};

using Asides = std::vector<Aside>;  ///< By block.

/// `headline` is the article's headline_block(). Linear in the size of the page.
Asides asides_of(const Outline& page, std::optional<std::uint32_t> headline);

}  // namespace wirefold::page
