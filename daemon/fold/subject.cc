#include "subject.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace wirefold::fold {
namespace {

using Hashes = std::vector<std::uint32_t>;

void sort_unique(Hashes& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

Hashes hashes_of(std::initializer_list<std::span<const Token>> texts) {
  Hashes out;
  for (const std::span<const Token> words : texts) {
    for (const Token& word : words) out.push_back(word.hash);
  }
  sort_unique(out);
  return out;
}

bool has(const Hashes& words, std::uint32_t word) {
  return std::binary_search(words.begin(), words.end(), word);
}

}  // namespace

OwnSubject own_subject(std::span<const Token> title, std::span<const Token> body,
                       const Cover& cover, std::span<const Token> other_title,
                       std::span<const Token> other_body) {
  Hashes own;
  const auto add = [&own](const Token& word) {
    if (word.kind != WordClass::kCommon) own.push_back(word.hash);
  };
  std::for_each(title.begin(), title.end(), add);
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (!cover.has(i)) add(body[i]);
  }
  sort_unique(own);
  if (own.empty()) return {};
  const Hashes others = hashes_of({other_title, other_body});
  const Hashes headline = hashes_of({title});
  const Hashes other_headline = hashes_of({other_title});
  OwnSubject out{own.size(), 0, 0};
  std::size_t shared = 0;
  std::size_t in_both = 0;
  for (const std::uint32_t word : own) {
    shared += has(others, word) ? 1 : 0;
    in_both += has(headline, word) && has(other_headline, word) ? 1 : 0;
  }
  const auto share = [](std::size_t part, std::size_t all) {
    return all == 0 ? 1 : static_cast<double>(part) / static_cast<double>(all);
  };
  out.shared = share(shared, own.size());
  out.shared_beside_headlines = share(shared - in_both, own.size() - in_both);
  return out;
}

}  // namespace wirefold::fold
