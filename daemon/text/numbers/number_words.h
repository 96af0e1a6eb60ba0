// Reads numbers in words: "tiga puluh tujuh" is 37, "7.5 million" is 7500000. Private to the text
// area.
#pragma once

#include <string_view>

#include "text/words/words.h"

namespace wirefold::text {

/// Marks the common words of `language`, and joins each number in words, or in digits and words,
/// into one token. `words` are the words of `text`, with their places; a `language` of -1 means
/// none.
void classify_words(Words& words, std::string_view text, int language);

}  // namespace wirefold::text
