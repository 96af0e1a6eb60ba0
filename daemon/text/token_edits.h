// Other tokens in the place of some. Private to the text area.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "words/words.h"

namespace wirefold::text {

/// Tokens [first, last) become one.
struct TokenEdit {
  std::size_t first;
  std::size_t last;
  Token token;
  std::pair<std::size_t, std::size_t> bytes;  ///< As Words::token_bytes has them.
};

/// `edits` rise and do not overlap; `words` has the places of its tokens. What tokens become has no
/// value among Words::numbers.
void apply_edits(const std::vector<TokenEdit>& edits, Words& words);

}  // namespace wirefold::text
