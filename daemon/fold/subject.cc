#include "subject.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

namespace wirefold::fold {
namespace {

using Hashes = std::vector<std::uint32_t>;

void sort_unique(Hashes& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
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
  Hashes others;
  others.reserve(other_title.size() + other_body.size());
  for (const std::span<const Token> words : {other_title, other_body}) {
    for (const Token& word : words) others.push_back(word.hash);
  }
  sort_unique(others);
  const auto shared = std::count_if(own.begin(), own.end(), [&others](std::uint32_t word) {
    return std::binary_search(others.begin(), others.end(), word);
  });
  return {own.size(), static_cast<double>(shared) / static_cast<double>(own.size())};
}

}  // namespace wirefold::fold
