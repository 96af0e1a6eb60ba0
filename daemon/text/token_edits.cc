#include "token_edits.h"

namespace wirefold::text {

void apply_edits(const std::vector<TokenEdit>& edits, Words& words) {
  if (edits.empty()) return;
  Words out;
  out.tokens.reserve(words.tokens.size() + edits.size());
  out.token_bytes.reserve(words.tokens.size() + edits.size());
  const auto add = [&out](const NewToken& t) {
    if (t.value) out.numbers.push_back({static_cast<std::uint32_t>(out.tokens.size()), *t.value});
    out.tokens.push_back(t.token);
    out.token_bytes.push_back(t.bytes);
  };
  auto edit = edits.begin();
  auto number = words.numbers.begin();
  std::size_t sentence = 0;
  for (std::size_t i = 0; i < words.tokens.size();) {
    std::size_t next = i + 1;
    const bool edited = edit != edits.end() && edit->first == i;
    if (edited) {
      next = edit->last;
      for (std::size_t n = 0; n < edit->count; ++n) add(edit->tokens.at(n));
      ++edit;
    } else {
      const bool has_value = number != words.numbers.end() && number->token == i;
      add({words.tokens[i], words.token_bytes[i],
           has_value ? std::optional(number->value) : std::nullopt});
    }
    i = next;
    while (number != words.numbers.end() && number->token < i) ++number;
    while (sentence < words.sentence_ends.size() && words.sentence_ends[sentence] <= i) {
      words.sentence_ends[sentence++] = static_cast<std::uint32_t>(out.tokens.size());
    }
  }
  words.tokens = std::move(out.tokens);
  words.token_bytes = std::move(out.token_bytes);
  words.numbers = std::move(out.numbers);
}

}  // namespace wirefold::text
