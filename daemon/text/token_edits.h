// Other tokens in the place of some. Private to the text area.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "decimal.h"
#include "words.h"

namespace wirefold::text {

struct NewToken {
  Token token{};
  std::pair<std::size_t, std::size_t> bytes;  ///< As Words::token_bytes has them.
  std::optional<Decimal> value;               ///< As Words::numbers has it.
};

/// Tokens [first, last) become the first `count` of `tokens`, one at least.
struct TokenEdit {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t count = 1;
  std::array<NewToken, 2> tokens{};
};

/// `edits` rise and do not overlap; `words` has the places of its tokens.
void apply_edits(const std::vector<TokenEdit>& edits, Words& words);

}  // namespace wirefold::text
