// Replaces tokens by others. Private to the text area.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "text/words/words.h"

namespace wirefold::text {

/// Tokens [first, last) become one token.
struct TokenEdit {
  std::size_t first;
  std::size_t last;
  Token token;
  std::pair<std::size_t, std::size_t> bytes;  ///< As in Words::token_bytes.
};

/// `edits` must rise and not overlap; `words` must have the places of its tokens. The new tokens
/// get no value in Words::numbers.
void apply_edits(const std::vector<TokenEdit>& edits, Words& words);

}  // namespace wirefold::text
