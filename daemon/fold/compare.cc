#include "wirefold/fold/compare.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "wirefold/base/hash.h"

namespace wirefold::fold {
namespace {

// Most places of one phrase in a text that are looked up: the first ones.
constexpr int kMaxPlaces = 8;

// Places are compared over at most this many words. Without this limit, the time for a text of one
// repeated phrase would be quadratic in its length.
constexpr std::size_t kLookahead = 64;

using Tokens = std::span<const Token>;

/// Hashes of all runs of kMinBlock words, by first word.
std::vector<std::uint64_t> grams_of(Tokens words) {
  static_assert(kMinBlock == 4);
  std::vector<std::uint64_t> out;
  if (words.size() < kMinBlock) return out;
  out.reserve(words.size() - 1);
  const Token* const last = words.data() + words.size() - 1;
  for (const Token* word = words.data(); word != last; ++word) {
    out.push_back(mix_hash(word[0].hash, word[1].hash));
  }
  const std::size_t grams = words.size() - kMinBlock + 1;
  for (std::uint64_t* pair = out.data(); pair != out.data() + grams; ++pair) {
    *pair = mix_hash(pair[0], pair[2]);
  }
  out.resize(grams);
  return out;
}

std::uint32_t run_length(Tokens a, std::size_t i, Tokens b, std::size_t j, std::size_t most) {
  std::uint32_t n = 0;
  while (n < most && i + n < a.size() && j + n < b.size() && a[i + n].hash == b[j + n].hash) ++n;
  return n;
}

double weight_of(const Token& word) { return word.kind == WordClass::kCommon ? kCommonWeight : 1; }

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

/// Adds up the conflicts in the gaps between neighbouring runs.
void weigh_gaps(Tokens a, Tokens b, Comparison& out) {
  const bool untold = count(a, WordClass::kName) + count(b, WordClass::kName) == 0;
  for (const Gap& gap : gaps_between(out.runs)) {
    const Tokens in_a = a.subspan(gap.first_a, gap.last_a - gap.first_a);
    const Tokens in_b = b.subspan(gap.first_b, gap.last_b - gap.first_b);
    const auto numbers = static_cast<double>(replaced(in_a, in_b, WordClass::kNumber));
    const auto names = static_cast<double>(replaced(in_a, in_b, WordClass::kName));
    if (untold) {
      out.untold_conflicts +=
          kUntoldWeight * static_cast<double>(replaced(in_a, in_b, WordClass::kPlain));
    }
    out.number_conflicts += numbers;
    out.conflicts += numbers + kNameWeight * names;
    const bool first = gap.first_a < kGuardedBeginning && gap.first_b < kGuardedBeginning;
    if (first) out.first_conflicts += numbers + kNameWeight * names;
  }
}

/// Words of `run` that stand in the first kGuardedBeginning words of both texts.
std::uint32_t at_the_beginning(const CommonRun& run) {
  const std::uint32_t at = std::max(run.a, run.b);
  return at >= kGuardedBeginning ? 0 : std::min(run.length, kGuardedBeginning - at);
}

}  // namespace

std::uint64_t Cover::map() const {
  constexpr std::size_t kParts = 64;
  std::uint64_t out = 0;
  for (std::size_t part = 0; part < kParts && !words_.empty(); ++part) {
    const std::size_t from = part * size() / kParts;
    const std::size_t to = std::max(from + 1, (part + 1) * size() / kParts);
    const auto covered =
        std::count(words_.begin() + std::ptrdiff_t(from), words_.begin() + std::ptrdiff_t(to), 1);
    if (2 * covered >= std::ptrdiff_t(to - from)) out |= std::uint64_t{1} << part;
  }
  return out;
}

Comparer::Comparer(Tokens text) : text_(text), grams_(grams_of(text)) {
  if (grams_.empty()) return;
  next_.resize(grams_.size());
  heads_.resize(std::bit_ceil(2 * grams_.size()));
  const std::uint64_t* const grams = grams_.data();
  std::uint32_t* const heads = heads_.data();
  std::uint32_t* const next = next_.data();
  for (std::size_t i = grams_.size(); i-- > 0;) {  // backwards, so that chains start at the front
    std::uint32_t& head = heads[grams[i] & (heads_.size() - 1)];
    next[i] = std::exchange(head, static_cast<std::uint32_t>(i + 1));
  }
}

/// Calls `use` with the places of the text where gram `wanted` stands, at most kMaxPlaces.
template <typename Use>
void Comparer::for_each_place(std::uint64_t wanted, Use use) const {
  const std::uint64_t* const grams = grams_.data();
  const std::uint32_t* const next = next_.data();
  int places = 0;
  for (std::uint32_t p = heads_.data()[wanted & (heads_.size() - 1)]; p != 0 && places < kMaxPlaces;
       p = next[p - 1]) {
    if (grams[p - 1] != wanted) continue;
    ++places;
    use(p - 1);
  }
}

/// The common run at other[at], where gram `wanted` stands: preferably one that continues `last`
/// after a gap of at most kMaxGap words, else the longest.
CommonRun Comparer::best_run(Tokens other, std::uint32_t at, std::uint64_t wanted,
                             const CommonRun& last) const {
  const std::uint32_t end = last.a + last.length;
  const auto follows = [end](std::uint32_t i) { return i >= end && i - end <= kMaxGap; };
  CommonRun best{0, at, 0};
  for_each_place(wanted, [&](std::uint32_t i) {
    const std::uint32_t n = run_length(text_, i, other, at, kLookahead);
    if (n < kMinBlock) return;
    const bool better = follows(i) == follows(best.a) ? n > best.length : follows(i);
    if (best.length == 0 || better) best = {i, at, n};
  });
  if (best.length > 0) best.length = run_length(text_, best.a, other, at, other.size());
  return best;
}

std::vector<CommonRun> Comparer::runs(Tokens other, std::span<const std::uint64_t> grams) const {
  std::vector<CommonRun> out;
  CommonRun last{0, 0, 0};
  for (std::uint32_t i = 0; i < grams.size();) {
    const CommonRun run = best_run(other, i, grams[i], last);
    if (run.length == 0) {
      ++i;
      continue;
    }
    out.push_back(run);
    last = run;
    i += run.length;
  }
  return out;
}

/// Fills the covers, and the counts and weights of the shorter text. The result does not depend on
/// the order of the two texts.
void Comparer::measure_cover(Tokens other, std::span<const std::uint64_t> grams,
                             Comparison& out) const {
  out.first = Cover(text_.size());
  out.second = Cover(other.size());
  for (std::size_t i = 0; i < grams.size(); ++i) {
    for_each_place(grams[i], [&](std::size_t place) {
      out.first.add(place, place + kMinBlock);
      out.second.add(i, i + kMinBlock);
    });
  }
  const bool mine = text_.size() < other.size();
  const Tokens shorter = mine ? text_ : other;
  const Cover& cover = mine ? out.first : out.second;
  std::size_t at = 0;
  for (const Token& word : shorter) {
    const double weight = weight_of(word);
    out.shorter_weight += weight;
    if (!cover.has(at++)) continue;
    ++out.matched;
    out.matched_weight += weight;
  }
  out.shorter = static_cast<std::uint32_t>(shorter.size());
  out.longer = static_cast<std::uint32_t>(std::max(text_.size(), other.size()));
}

Comparison Comparer::with(Tokens other, double least) const {
  Comparison out;
  const std::vector<std::uint64_t> grams =
      heads_.empty() ? std::vector<std::uint64_t>() : grams_of(other);
  measure_cover(other, grams, out);
  if (grams.empty() || out.containment() < least) return out;
  out.runs = runs(other, grams);
  for (const CommonRun& run : out.runs) {
    const Tokens words = other.subspan(run.b, run.length);
    out.longest = std::max(out.longest, run.length);
    out.first_matched += at_the_beginning(run);
    out.agreements += static_cast<double>(count(words, WordClass::kNumber)) +
                      kNameWeight * static_cast<double>(count(words, WordClass::kName));
  }
  weigh_gaps(text_, other, out);
  return out;
}

Comparison compare(Tokens a, Tokens b) { return Comparer(a).with(b); }

std::vector<Gap> gaps_between(std::span<const CommonRun> runs) {
  std::vector<Gap> out;
  for (std::size_t k = 1; k < runs.size(); ++k) {
    const CommonRun& before = runs[k - 1];
    const Gap gap{before.a + before.length, runs[k].a, before.b + before.length, runs[k].b};
    const auto fits = [](std::uint32_t first, std::uint32_t last) {
      return first < last && last - first <= kMaxGap;
    };
    if (fits(gap.first_a, gap.last_a) && fits(gap.first_b, gap.last_b)) out.push_back(gap);
  }
  return out;
}

std::size_t replaced(Tokens a, Tokens b, WordClass kind) {
  if (count(a, kind) == 0 || count(b, kind) == 0) return 0;
  return std::min(missing(a, b, kind), missing(b, a, kind));
}

bool title_numbers_conflict(Tokens a, Tokens b) { return replaced(a, b, WordClass::kNumber) > 0; }

}  // namespace wirefold::fold
