#include "window_background.h"

#include <algorithm>
#include <chrono>

#include "wirefold/fold/compare.h"
#include "wirefold/fold/judge_partial.h"

namespace wirefold::fold {
namespace {

using Tokens = std::span<const Token>;

// Most articles that are read for one shingle, the newest.
constexpr std::size_t kMostOfShingle = 8;

// Most shingles of a passage that are looked up.
constexpr std::size_t kMostShingles = 4;

/// Texts with a smaller share in common are different texts.
constexpr double kAnotherText = 0.3;

/// An article is about other things if a smaller share of its headline stands in the two texts.
constexpr double kStrange = 0.3;

bool equal_without_numbers(Tokens a, Tokens b) {
  const auto is_word = [](const Token& word) { return word.kind != WordClass::kNumber; };
  auto i = a.begin();
  auto j = b.begin();
  while (true) {
    i = std::find_if(i, a.end(), is_word);
    j = std::find_if(j, b.end(), is_word);
    if (i == a.end() || j == b.end()) return i == a.end() && j == b.end();
    if (i++->hash != j++->hash) return false;
  }
}

/// The shingles of `passage` under which an article is filed that has the passage in its first 40
/// words. An article that has it further down is filed under fewer of them.
std::vector<std::uint32_t> samples_in(Tokens passage) {
  std::vector<std::uint32_t> out;
  const auto pair = [&passage](std::size_t i) {
    return mix_hash(passage[i].hash, passage[i + 1].hash);
  };
  for (std::size_t i = 0; i + kShingleWords <= passage.size(); ++i) {
    const std::uint64_t h = shingle_hash(pair(i), pair(i + 2), passage[i + 4].hash);
    if (is_sample(h, kDensestSample)) out.push_back(sample_of(h));
    if (out.size() == kMostShingles) break;
  }
  return out;
}

}  // namespace

bool WindowBackground::is_of_pair(Slot slot) const {
  const ArticleId id = window_.at(slot).key.id;
  return id == one_.key.id || id == two_.key.id;
}

std::uint32_t WindowBackground::earlier_copies() {
  return window_.copies_between(one_.key.outlet, two_.key.outlet);
}

std::uint32_t WindowBackground::recurrences() {
  std::uint32_t out = 0;
  for (const Slot slot : window_.under_headline(headline_key(one_.side.title), kMostOfHeadline)) {
    if (!is_of_pair(slot) && recurs_in(slot)) ++out;
  }
  return out;
}

bool WindowBackground::recurs_in(Slot slot) const {
  const ArticleKey& key = window_.at(slot).key;
  const auto document = documents_.get(key.id);
  if (!document || !equal_without_numbers(document->title, one_.side.title)) return false;
  const OwnWords own = window_.boilerplate().own_words(key.outlet, *document);
  const Side other = without_repeated_headline(side_of(key, *document, own));
  if (is_of_another_day(other)) return true;
  const Side& side = has_body(one_.side) ? one_.side : two_.side;
  if (!has_body(other) || !has_body(side)) return false;
  return compare(other.body, side.body).containment() < kAnotherText;
}

Sharers WindowBackground::sharers(Tokens passage) {
  Sharers least;
  bool first = true;
  for (const std::uint32_t sample : samples_in(passage)) {
    const Sharers some = sharers_of(sample);
    least.strangers = first ? some.strangers : std::min(least.strangers, some.strangers);
    least.of_other_days =
        first ? some.of_other_days : std::min(least.of_other_days, some.of_other_days);
    first = false;
    if (least.strangers + least.of_other_days == 0) break;
  }
  return least;
}

Sharers WindowBackground::sharers_of(std::uint32_t sample) {
  std::vector<Slot> owners = window_.with_sample(sample, kMostOfShingle + 2);
  std::erase_if(owners, [this](Slot slot) { return is_of_pair(slot); });
  if (owners.size() > kMostOfShingle) owners.resize(kMostOfShingle);
  Sharers out;
  for (const Slot slot : owners) {
    const ArticleKey& key = window_.at(slot).key;
    Side side;
    side.published = key.published;
    side.seen = key.seen;
    out.of_other_days += is_of_another_day(side) ? 1 : 0;
    out.strangers += is_stranger(slot) ? 1 : 0;
  }
  return out;
}

bool WindowBackground::is_of_another_day(const Side& side) const {
  const auto is_far = [&side](const Seen& seen) {
    const auto apart = time_between(side, seen.side);
    return apart && *apart > kAnotherDay;
  };
  return is_far(one_) && is_far(two_);
}

bool WindowBackground::is_stranger(Slot slot) {
  const auto document = documents_.get(window_.at(slot).key.id);
  if (!document || document->title.empty()) return false;
  if (words_.empty()) {
    for (const Side* side : {&one_.side, &two_.side}) {
      for (const Token& word : side->title) words_.push_back(word.hash);
      for (const Token& word : side->body) words_.push_back(word.hash);
    }
    std::sort(words_.begin(), words_.end());
  }
  double found = 0;
  for (const Token& word : document->title) {
    if (std::binary_search(words_.begin(), words_.end(), word.hash)) found += rarity_.info(word);
  }
  return found < kStrange * rarity_.info(document->title);
}

}  // namespace wirefold::fold
