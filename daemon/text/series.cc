#include "series.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/words/letters.h"
#include "text/words/word_shape.h"
#include "text/words/words.h"
#include "wirefold/base/hash.h"
#include "wirefold/text/languages.h"

namespace wirefold::text {
namespace {

struct SeriesWords {
  std::unordered_set<std::uint32_t> words;                    // "part", "chapter"
  std::unordered_map<std::uint32_t, std::uint32_t> ordinals;  // "second": the hash of 2
};

/// A line has words, or a number and its ordinals.
SeriesWords read_series() {
  SeriesWords out;
  for (const std::string& line : phrases(Phrases::kSeries)) {
    const std::vector<std::string_view> words = words_of(line);
    const bool ordinals = shape_of(words.front()).digits;
    for (std::size_t i = ordinals ? 1 : 0; i < words.size(); ++i) {
      const std::uint32_t hash = word_hash(normal_word(words[i]));
      if (ordinals) {
        out.ordinals.emplace(hash, word_hash(words.front()));
      } else {
        out.words.insert(hash);
      }
    }
  }
  return out;
}

/// The hash of the number that `word` means beside a word for parts; 0 if it means none.
std::uint32_t number_of(const Token& word, const SeriesWords& series) {
  if (word.kind == WordClass::kNumber) return word.hash;
  const auto ordinal = series.ordinals.find(word.hash);
  return ordinal == series.ordinals.end() ? 0 : ordinal->second;
}

}  // namespace

std::uint32_t part_of(std::span<const Token> title) {
  static const SeriesWords kSeries = read_series();
  std::uint64_t part = 0;
  for (std::size_t i = 0; i < title.size(); ++i) {
    const std::uint32_t number = number_of(title[i], kSeries);
    if (number == 0) continue;
    const bool before = i > 0 && kSeries.words.contains(title[i - 1].hash);
    const bool behind = i + 1 < title.size() && kSeries.words.contains(title[i + 1].hash);
    if (before || behind) part = mix_hash(part, number);
  }
  return static_cast<std::uint32_t>(part >> 32);
}

}  // namespace wirefold::text
