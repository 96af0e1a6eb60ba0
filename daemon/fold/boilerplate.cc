#include "boilerplate.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "wirefold/base/hash.h"
#include "wirefold/fold/folder.h"

namespace wirefold::fold {

std::size_t SentenceCounts::slot_of(std::uint64_t key) const noexcept {
  std::size_t slot = key % kSlots;
  while (slots_[slot] != 0 && slots_[slot] >> 2 != key >> 34) slot = (slot + 1) % kSlots;
  return slot;
}

std::uint32_t SentenceCounts::count(std::uint64_t key) const { return slots_[slot_of(key)] & 3; }

std::uint32_t SentenceCounts::add(std::uint64_t key) {
  std::uint32_t& slot = slots_[slot_of(key)];
  if (slot == 0) {
    ++size_;
    slot = static_cast<std::uint32_t>(key >> 34 << 2);
  }
  if ((slot & 3) < 3) ++slot;
  return slot & 3;
}

void SentenceCounts::clear() {
  std::fill(slots_.begin(), slots_.end(), 0);
  size_ = 0;
}

void Boilerplate::learn(std::uint64_t outlet, std::span<const std::uint64_t> sentences,
                        Timestamp seen) {
  assert(check_.is_here());
  turn_over(seen);
  std::vector<std::uint64_t> keys;
  keys.reserve(sentences.size());
  for (const std::uint64_t sentence : sentences) {
    keys.push_back(mix_hash(outlet, sentence));
    const std::uint64_t of_all = mix_hash(kAllOutlets, sentence);
    if (learned_.contains(of_all)) note(of_all, seen);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (const std::uint64_t key : keys) {
    counts_.prefetch(key);
    earlier_.prefetch(key);
  }
  for (const std::uint64_t key : keys) {
    const bool learned =
        learned_.contains(key) || counts_.add(key) + earlier_.count(key) >= kBoilerplateStories;
    if (learned) note(key, seen);
  }
}

void Boilerplate::turn_over(Timestamp seen) {
  if (seen < span_began_ + kCountingSpan && !counts_.full()) return;
  std::swap(counts_, earlier_);
  counts_.clear();
  span_began_ = seen;
}

/// Marks boilerplate as seen; true if the key is new.
bool Boilerplate::note(std::uint64_t key, Timestamp seen) {
  const auto [it, first] = learned_.try_emplace(key, seen);
  if (!first && seen < it->second + std::chrono::days(1)) return false;
  it->second = seen;
  changed_.push_back({key, seen});
  return first;
}

bool Boilerplate::learn_of_all(std::uint64_t sentence_hash, Timestamp seen) {
  assert(check_.is_here());
  return note(mix_hash(kAllOutlets, sentence_hash), seen);
}

bool Boilerplate::is_boilerplate(std::uint64_t outlet, std::uint64_t sentence_hash) const {
  assert(check_.is_here());
  return is_learned(learned_, outlet, sentence_hash);
}

OwnWords Boilerplate::own_words(std::uint64_t outlet, const Document& document) const {
  assert(check_.is_here());
  OwnWords out;
  out.words.reserve(document.body.size());
  for (const Sentence& s : document.sentences) {
    if (is_boilerplate(outlet, s.hash)) continue;
    out.words.insert(out.words.end(), document.body.begin() + s.first,
                     document.body.begin() + s.last);
    out.ends.push_back(static_cast<std::uint32_t>(out.words.size()));
  }
  return out;
}

void Boilerplate::restore(const LearnedSentence& sentence) {
  assert(check_.is_here());
  learned_[sentence.key] = sentence.last_seen;
}

std::vector<LearnedSentence> Boilerplate::take_learned() {
  assert(check_.is_here());
  return std::exchange(changed_, {});
}

void Boilerplate::expire(Timestamp now) {
  assert(check_.is_here());
  if (now < expired_ + std::chrono::days(1)) return;
  expired_ = now;
  std::erase_if(learned_, [now](const auto& l) { return l.second + kBoilerplateLife < now; });
}

}  // namespace wirefold::fold
