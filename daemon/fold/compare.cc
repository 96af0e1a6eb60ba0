#include "wirefold/fold/compare.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "wirefold/base/hash.h"

namespace wirefold::fold {
namespace {

// A phrase that stands more often than this in one text is looked up at its first places only.
constexpr std::size_t kMaxPlaces = 8;

// Places are weighed by so many words and no more: else a text of one repeated phrase would take
// time in the square of its length.
constexpr std::size_t kLookahead = 64;

using Tokens = std::span<const Token>;

struct Block {
  std::size_t a;
  std::size_t b;
  std::size_t length;
};

std::uint64_t gram(Tokens words, std::size_t at) {
  std::uint64_t h = 0;
  for (std::size_t i = 0; i < kMinBlock; ++i) h = mix_hash(h, words[at + i].hash);
  return h;
}

using Places = std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>;

Places places_of(Tokens words) {
  Places places;
  places.reserve(words.size());
  for (std::size_t i = 0; i + kMinBlock <= words.size(); ++i) {
    auto& at = places[gram(words, i)];
    if (at.size() < kMaxPlaces) at.push_back(static_cast<std::uint32_t>(i));
  }
  return places;
}

std::size_t run_length(Tokens a, std::size_t i, Tokens b, std::size_t j, std::size_t most) {
  std::size_t n = 0;
  while (n < most && i + n < a.size() && j + n < b.size() && a[i + n].hash == b[j + n].hash) ++n;
  return n;
}

/// The common run at a[i]: where the last one would go on if it does, else the longest.
Block best_run(Tokens a, std::size_t i, Tokens b, const std::vector<std::uint32_t>& places,
               const Block& last) {
  const std::size_t end = last.b + last.length;
  const auto follows = [end](std::size_t j) { return j >= end && j - end <= kMaxGap; };
  Block best{i, 0, 0};
  for (const std::uint32_t j : places) {
    const std::size_t n = run_length(a, i, b, j, kLookahead);
    if (n < kMinBlock) continue;
    const bool better = follows(j) == follows(best.b) ? n > best.length : follows(j);
    if (best.length == 0 || better) best = {i, j, n};
  }
  if (best.length > 0) best.length = run_length(a, i, b, best.b, a.size());
  return best;
}

std::vector<Block> common_blocks(Tokens a, Tokens b) {
  const Places places = places_of(b);
  std::vector<Block> blocks;
  Block last{0, 0, 0};
  for (std::size_t i = 0; i + kMinBlock <= a.size();) {
    const auto it = places.find(gram(a, i));
    const Block run = it == places.end() ? Block{i, 0, 0} : best_run(a, i, b, it->second, last);
    if (run.length == 0) {
      ++i;
      continue;
    }
    blocks.push_back(run);
    last = run;
    i += run.length;
  }
  return blocks;
}

std::size_t count(Tokens words, WordClass kind) {
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [kind](const Token& t) { return t.kind == kind; }));
}

bool contains(Tokens words, const Token& token) {
  return std::any_of(words.begin(), words.end(),
                     [&token](const Token& t) { return t.hash == token.hash; });
}

/// Words of `kind` in `from` that `in` lacks.
std::size_t missing(Tokens from, Tokens in, WordClass kind) {
  return static_cast<std::size_t>(std::count_if(from.begin(), from.end(), [&](const Token& t) {
    return t.kind == kind && !contains(in, t);
  }));
}

/// Words of `kind` that stand in one place in the one text and are others in the other text.
std::size_t replaced(Tokens a, Tokens b, WordClass kind) {
  if (count(a, kind) == 0 || count(b, kind) == 0) return 0;
  return std::min(missing(a, b, kind), missing(b, a, kind));
}

/// What the stretches between two neighbouring runs say against one another.
void weigh_gap(Tokens a, Tokens b, Comparison& out) {
  if (a.empty() || b.empty() || a.size() > kMaxGap || b.size() > kMaxGap) return;
  const auto numbers = static_cast<double>(replaced(a, b, WordClass::kNumber));
  const auto names = static_cast<double>(replaced(a, b, WordClass::kName));
  out.number_conflicts += numbers;
  out.conflicts += numbers + kNameWeight * names;
}

}  // namespace

Comparison compare(Tokens a, Tokens b) {
  if (a.size() > b.size()) std::swap(a, b);
  Comparison out;
  out.shorter = static_cast<std::uint32_t>(a.size());
  out.longer = static_cast<std::uint32_t>(b.size());
  const std::vector<Block> blocks = common_blocks(a, b);
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    const Tokens run = a.subspan(blocks[k].a, blocks[k].length);
    out.matched += static_cast<std::uint32_t>(run.size());
    out.agreements += static_cast<double>(count(run, WordClass::kNumber)) +
                      kNameWeight * static_cast<double>(count(run, WordClass::kName));
    if (k == 0) continue;
    const Block& before = blocks[k - 1];
    const std::size_t end_a = before.a + before.length;
    const std::size_t end_b = before.b + before.length;
    if (blocks[k].b < end_b) continue;  // out of order: nothing stands in the place of the other
    weigh_gap(a.subspan(end_a, blocks[k].a - end_a), b.subspan(end_b, blocks[k].b - end_b), out);
  }
  return out;
}

bool title_numbers_conflict(Tokens a, Tokens b) { return replaced(a, b, WordClass::kNumber) > 0; }

}  // namespace wirefold::fold
