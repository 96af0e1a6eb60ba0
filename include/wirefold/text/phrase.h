// Says in words how alike two texts are.
#pragma once

#include <string>

#include "wirefold/text/likeness.h"

namespace wirefold::text {

/// A phrase about the second text, without a capital and a full stop: "word for word, 40 minutes
/// apart", "the first three paragraphs", "the same text with 9 new words, 4 left out". Makes no
/// claim about parts that were not compared. Empty if nothing can be said.
std::string in_words(const Likeness& likeness);

}  // namespace wirefold::text
