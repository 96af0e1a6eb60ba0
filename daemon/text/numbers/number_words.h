// Numbers in words: "tiga puluh tujuh" is 37, "7.5 million" is 7500000. Private to the text area.
#pragma once

#include <string_view>

#include "../words/words.h"

namespace wirefold::text {

/// Marks what is common in `language`, and makes one token of each number that stands in words, or
/// in digits and words. `words` are those of `text`, with their places; -1 is no language.
void classify_words(Words& words, std::string_view text, int language);

}  // namespace wirefold::text
