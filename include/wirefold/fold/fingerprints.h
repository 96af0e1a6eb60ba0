// Makes the fingerprints, samples and hashes that the window keeps of an article's text, to find
// the article and to learn the boilerplate of its outlet.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/model/document.h"

namespace wirefold::fold {

/// Most sentences of an article that are indexed. Every sentence of a new article is looked up.
/// Copies that share no indexed sentence are found by their samples.
inline constexpr std::size_t kIndexedSentences = 4;

/// Titles of fewer words get no fingerprint: it would be near those of unrelated titles.
inline constexpr std::size_t kMinTitleWords = 5;

/// Fingerprints at most this many bits apart make two articles candidates. At 3 bits, sentences
/// found most copies with 0.2 to 0.4 false candidates per query among 20,000 articles. Whole texts,
/// leads and headlines at more bits find nothing that the samples do not find.
inline constexpr int kNearRadius = 3;

/// Sampled shingles that two texts must share to be candidates; a single one can be a stock phrase.
/// If one text is partial, one is enough: it has few samples, and a common first sentence has one
/// or two.
inline constexpr std::size_t kMinSharedSamples = 2;

constexpr std::size_t least_shared_samples(bool partial) noexcept {
  return partial ? 1 : kMinSharedSamples;
}

struct Fingerprints {
  std::vector<Fingerprint> simhashes;    ///< text_fingerprints() and at most kIndexedSentences.
  std::vector<std::uint32_t> samples;    ///< Sampled shingles, sorted, unique.
  std::vector<std::uint64_t> sentences;  ///< Hash of each sentence, in order.
  std::uint32_t headline = 0;            ///< headline_key() of the title.
  bool partial = false;                  ///< Document::partial.

  bool operator==(const Fingerprints&) const = default;
};

Fingerprints fingerprints_of(const Document& document);

/// A hash of the words of a headline without its numbers: "Photo of the day, 3 May" and "Photo of
/// the day, 4 May" have the same key. 0 for fewer than two such words.
std::uint32_t headline_key(std::span<const Token> title);

/// The fingerprints of the whole text, the lead and the headline, each only if it covers enough
/// words: fingerprints of few words are near those of unrelated texts.
std::vector<Fingerprint> text_fingerprints(const Document& document);

/// True if `sentence` has enough words for a useful fingerprint.
constexpr bool can_tell(const Sentence& sentence) noexcept {
  return sentence.last - sentence.first >= kMinSentenceWords;
}

/// Encodes `fingerprints` for the database; the bytes are the same on every machine.
std::string pack(const Fingerprints& fingerprints);

/// Returns nullopt if `bytes` are not a result of pack(). In the result for bytes of an earlier
/// version, `headline` is 0 and `partial` is false.
std::optional<Fingerprints> unpack_fingerprints(std::string_view bytes);

}  // namespace wirefold::fold
