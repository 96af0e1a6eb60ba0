#include "boilerplate.h"

#include <unordered_set>
#include <utility>

#include "wirefold/base/hash.h"
#include "wirefold/fold/folder.h"

namespace wirefold::fold {
namespace {

std::unordered_set<std::uint64_t> keys(std::uint64_t outlet, const Document& document) {
  std::unordered_set<std::uint64_t> out;
  for (const Sentence& s : document.sentences) out.insert(mix_hash(outlet, s.hash));
  return out;
}

}  // namespace

void Boilerplate::learn(std::uint64_t outlet, const Document& document, Timestamp seen) {
  for (const std::uint64_t key : keys(outlet, document)) {
    if (learned_.contains(key)) {
      note(key, seen);
    } else if (++stories_[key] >= kBoilerplateStories) {
      stories_.erase(key);
      note(key, seen);
    }
  }
}

void Boilerplate::note(std::uint64_t key, Timestamp seen) {
  const auto [it, first] = learned_.try_emplace(key, seen);
  if (!first && seen < it->second + std::chrono::days(1)) return;
  it->second = seen;
  changed_.push_back({key, seen});
}

void Boilerplate::forget(std::uint64_t outlet, const Document& document) {
  for (const std::uint64_t key : keys(outlet, document)) {
    const auto it = stories_.find(key);
    if (it != stories_.end() && --it->second == 0) stories_.erase(it);
  }
}

bool Boilerplate::is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const {
  return learned_.contains(mix_hash(outlet, sentence_hash));
}

std::vector<Token> Boilerplate::own_words(std::uint64_t outlet, const Document& document) const {
  std::vector<Token> words;
  words.reserve(document.body.size());
  for (const Sentence& s : document.sentences) {
    if (is_boilerplate(outlet, s.hash)) continue;
    words.insert(words.end(), document.body.begin() + s.first, document.body.begin() + s.last);
  }
  return words;
}

void Boilerplate::restore(const LearnedSentence& sentence) {
  learned_[sentence.key] = sentence.last_seen;
}

std::vector<LearnedSentence> Boilerplate::take_learned() { return std::exchange(changed_, {}); }

void Boilerplate::expire(Timestamp now) {
  if (now < expired_ + std::chrono::days(1)) return;
  expired_ = now;
  std::erase_if(learned_, [now](const auto& l) { return l.second + kBoilerplateLife < now; });
}

}  // namespace wirefold::fold
