#include "boilerplate.h"

#include <unordered_set>

#include "wirefold/base/hash.h"

namespace wirefold::fold {
namespace {

std::unordered_set<std::uint64_t> keys(std::uint64_t outlet, const Document& document) {
  std::unordered_set<std::uint64_t> out;
  for (const Sentence& s : document.sentences) out.insert(mix_hash(outlet, s.hash));
  return out;
}

}  // namespace

void Boilerplate::learn(std::uint64_t outlet, const Document& document) {
  for (const std::uint64_t key : keys(outlet, document)) ++stories_[key];
}

void Boilerplate::forget(std::uint64_t outlet, const Document& document) {
  for (const std::uint64_t key : keys(outlet, document)) {
    const auto it = stories_.find(key);
    if (it != stories_.end() && --it->second == 0) stories_.erase(it);
  }
}

bool Boilerplate::is_boilerplate(std::uint64_t outlet, const Sentence& sentence) const {
  const auto it = stories_.find(mix_hash(outlet, sentence.hash));
  return it != stories_.end() && it->second >= kBoilerplateStories;
}

std::vector<Token> Boilerplate::own_words(std::uint64_t outlet, const Document& document) const {
  std::vector<Token> words;
  words.reserve(document.body.size());
  for (const Sentence& s : document.sentences) {
    if (is_boilerplate(outlet, s)) continue;
    words.insert(words.end(), document.body.begin() + s.first, document.body.begin() + s.last);
  }
  return words;
}

}  // namespace wirefold::fold
