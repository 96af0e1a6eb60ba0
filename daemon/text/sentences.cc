#include "wirefold/text/sentences.h"

#include <span>

#include "text/words/words.h"
#include "wirefold/base/strings.h"
#include "wirefold/text/analyse.h"

namespace wirefold::text {

std::string without_sentences(std::string_view text,
                              const std::function<bool(std::uint64_t hash)>& unwanted) {
  const Words words = split_words(text, kMaxWords);
  std::string left;
  std::size_t copied = 0;
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < words.sentence_ends.size(); ++i) {
    const std::uint32_t last = words.sentence_ends[i];
    const std::span<const Token> tokens(words.tokens.data() + first, last - first);
    first = last;
    if (!unwanted(sequence_hash(tokens))) continue;
    const auto [begin, end] = words.sentence_bytes[i];
    left += text.substr(copied, begin - copied);
    left += '\n';  // the text before and after must not become one sentence
    copied = end;
  }
  left += text.substr(copied);
  std::string out;
  for (const std::string_view line : split(left, '\n')) {
    if (trim(line).empty()) continue;
    if (!out.empty()) out += '\n';
    out += trim(line);
  }
  return out;
}

}  // namespace wirefold::text
