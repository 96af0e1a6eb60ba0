// An article's text in numbers: all that folding looks at.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "wirefold/base/hash.h"

namespace wirefold {

/// 64 bits whose Hamming distance tells how different two texts are (Charikar 2002).
enum class Fingerprint : std::uint64_t {};

/// Bits that differ, 0 to 64.
constexpr int distance(Fingerprint a, Fingerprint b) noexcept {
  return std::popcount(static_cast<std::uint64_t>(a) ^ static_cast<std::uint64_t>(b));
}

enum class WordClass : std::uint8_t {
  kPlain,
  kNumber,  ///< In digits, or in words of the article's language, or in both: one for each value.
  kName,    ///< Capitalised inside a sentence; only scripts with case have them.
  kCommon,  ///< One of the words that nearly every text of its language has.
};

/// One word or number in its normal form, hashed. The hash's two lowest bits are 0.
struct Token {
  std::uint32_t hash;
  WordClass kind;
};

/// Words of a sampled shingle.
inline constexpr std::size_t kShingleWords = 5;

/// Where shingles are sampled most densely, at the beginning of a text, 1 in so many is kept.
inline constexpr std::uint64_t kDensestSample = 4;

/// The hash of a shingle by those of its first two words, of the next two, and of its last.
constexpr std::uint64_t shingle_hash(std::uint64_t pair, std::uint64_t next_pair,
                                     std::uint32_t last) noexcept {
  return mix_hash(pair ^ (next_pair << 1), last);
}

/// How the words of a shingle are sampled: 1 in `modulus` of all shingles, by the hash itself, …
constexpr bool is_sample(std::uint64_t shingle, std::uint64_t modulus) noexcept {
  return shingle % modulus == 0;
}
/// … and what is kept of one.
constexpr std::uint32_t sample_of(std::uint64_t shingle) noexcept {
  return static_cast<std::uint32_t>(shingle >> 32);
}

/// A run of tokens [first, last) that ends where a sentence or a block of the page ends.
struct Sentence {
  std::uint32_t first;
  std::uint32_t last;
  std::uint64_t hash;       ///< Of the words in order; equal sentences have equal hashes.
  Fingerprint fingerprint;  ///< Over 2-word shingles; 0 for fewer than kMinSentenceWords words.
};

/// Sentences shorter than this get no fingerprint worth comparing: short ones recur everywhere.
/// 8 is the value of the measurements in which sentence fingerprints found 83 to 98 % of copies.
inline constexpr std::uint32_t kMinSentenceWords = 8;

/// A text of a feed that has more words is taken for the whole article: WordPress cuts its excerpts
/// at 55 words, and two round-ups of 108 that have one brief in common are no copies.
inline constexpr std::size_t kMostPartialWords = 80;

struct Document {
  std::vector<Token> title;
  std::uint32_t part = 0;  ///< Which part of a series `title` announces, hashed; 0 = none.
  std::vector<Token> body;
  std::vector<Sentence> sentences;     ///< Of `body`, in order, together all of it.
  Fingerprint whole{};                 ///< Over the 2-word shingles of all of `body`.
  Fingerprint lead{};                  ///< Over those of its first words.
  Fingerprint headline{};              ///< Over those of `title`.
  std::vector<std::uint32_t> samples;  ///< Sampled 5-word shingles of `body`, sorted, unique.
  /// All that is known are the few words that a feed has of it, kMostPartialWords at most. Most
  /// articles have more.
  bool partial = false;
};

}  // namespace wirefold
