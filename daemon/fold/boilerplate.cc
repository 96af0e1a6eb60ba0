#include "boilerplate.h"

#include <unordered_set>
#include <utility>

#include "wirefold/base/hash.h"
#include "wirefold/fold/folder.h"

namespace wirefold::fold {

void Boilerplate::learn(std::uint64_t outlet, std::span<const std::uint64_t> sentences,
                        Timestamp seen) {
  turn_over(seen);
  const std::unordered_set<std::uint64_t> once(sentences.begin(), sentences.end());
  for (const std::uint64_t sentence : once) {
    const std::uint64_t key = mix_hash(outlet, sentence);
    if (learned_.contains(key)) {
      note(key, seen);
    } else if (count(key) >= kBoilerplateStories) {
      counts_.erase(key);
      note(key, seen);
    }
  }
}

void Boilerplate::turn_over(Timestamp seen) {
  if (seen < span_began_ + kCountingSpan && counts_.size() < kCountedSentences) return;
  earlier_ = std::exchange(counts_, {});
  span_began_ = seen;
}

/// Stories that have had the sentence, this one included.
std::uint32_t Boilerplate::count(std::uint64_t key) {
  const auto before = earlier_.find(key);
  return ++counts_[key] + (before == earlier_.end() ? 0 : before->second);
}

void Boilerplate::note(std::uint64_t key, Timestamp seen) {
  const auto [it, first] = learned_.try_emplace(key, seen);
  if (!first && seen < it->second + std::chrono::days(1)) return;
  it->second = seen;
  changed_.push_back({key, seen});
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
