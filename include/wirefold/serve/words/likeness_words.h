// Puts into words how alike two texts are.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/text/likeness.h"

namespace wirefold::serve {

/// A phrase about the second text, in `language` (BCP 47 primary tag; English if the pages have no
/// words in it), without a capital and a full stop: "word for word, 40 minutes apart", "the first
/// three paragraphs", "the same text with 9 new words, 4 left out". Empty if nothing can be said.
std::string likeness_words(const text::Likeness& likeness, std::string_view language);

}  // namespace wirefold::serve
