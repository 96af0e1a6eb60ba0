#include "token_edits.h"

#include <algorithm>
#include <cassert>

namespace wirefold::text {

void apply_edits(const std::vector<TokenEdit>& edits, Words& words) {
  if (edits.empty()) return;
  std::size_t out = edits.front().first;  // tokens before it stay
  std::size_t number = 0;
  std::size_t sentence = 0;
  while (number < words.numbers.size() && words.numbers[number].token < out) ++number;
  while (sentence < words.sentence_ends.size() && words.sentence_ends[sentence] <= out) ++sentence;
  std::size_t kept = number;
  auto edit = edits.begin();
  assert(std::ranges::is_sorted(edits, {}, &TokenEdit::first));
  for (std::size_t i = out; i < words.tokens.size(); ++out) {
    const bool edited = edit != edits.end() && edit->first == i;
    words.tokens[out] = edited ? edit->token : words.tokens[i];
    words.token_bytes[out] = edited ? edit->bytes : words.token_bytes[i];
    const std::size_t next = edited ? edit->last : i + 1;
    if (edited) ++edit;
    for (; number < words.numbers.size() && words.numbers[number].token < next; ++number) {
      if (edited) continue;
      words.numbers[kept++] = {static_cast<std::uint32_t>(out), words.numbers[number].value};
    }
    i = next;
    while (sentence < words.sentence_ends.size() && words.sentence_ends[sentence] <= i) {
      words.sentence_ends[sentence++] = static_cast<std::uint32_t>(out + 1);
    }
  }
  words.tokens.resize(out);
  words.token_bytes.resize(out);
  words.numbers.erase(words.numbers.begin() + static_cast<std::ptrdiff_t>(kept),
                      words.numbers.end());
}

}  // namespace wirefold::text
