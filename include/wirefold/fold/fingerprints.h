// What the window keeps of an article's text: enough to find it and to learn its outlet's
// furniture.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Sentences of an article that are indexed. Every sentence of a new article is looked up; copies
/// that share none of these are found by their samples.
inline constexpr std::size_t kIndexedSentences = 4;

/// Titles of fewer words are near those of unrelated articles.
inline constexpr std::size_t kMinTitleWords = 5;

/// Fingerprints this many bits apart lead to one another: at 3 sentences found most copies at 0.2
/// to 0.4 false candidates a query among 20,000 articles; whole texts, leads and headlines at more
/// bits find nothing that the samples do not.
inline constexpr int kNearRadius = 3;

/// Sampled shingles that two texts share, to lead to one another: one can be a stock phrase. If one
/// of them is partial, one is enough: it has few, and a common first sentence has one or two.
inline constexpr std::size_t kMinSharedSamples = 2;

constexpr std::size_t least_shared_samples(bool partial) noexcept {
  return partial ? 1 : kMinSharedSamples;
}

struct Prints {
  std::vector<Fingerprint> fingerprints;  ///< Whole text, lead, title and sentences that can tell.
  std::vector<std::uint32_t> samples;     ///< Sampled shingles, sorted, unique.
  std::vector<std::uint64_t> sentences;   ///< Hash of each sentence, in order.
  std::uint32_t headline = 0;             ///< headline_key() of the title.
  bool partial = false;                   ///< Document::partial.

  bool operator==(const Prints&) const = default;
};

Prints prints_of(const Document& document);

/// A hash of the words of a headline that are no numbers: "Photo of the day, 3 May" and "Photo of
/// the day, 4 May" have one. 0 for fewer than two such words.
std::uint32_t headline_key(std::span<const Token> title);

/// Of the fingerprints of the whole text, the lead and the headline those that can tell: few words
/// have fingerprints near those of unrelated texts.
std::vector<Fingerprint> text_prints(const Document& document);

/// True if `sentence` has enough words for its fingerprint to tell.
constexpr bool can_tell(const Sentence& sentence) noexcept {
  return sentence.last - sentence.first >= kMinSentenceWords;
}

/// As bytes for the database: the same on every machine.
std::string pack(const Prints& prints);

/// Nothing if `bytes` are not what pack() makes. What an earlier version packed has no headline and
/// is not partial.
std::optional<Prints> unpack_prints(std::string_view bytes);

}  // namespace wirefold::fold
