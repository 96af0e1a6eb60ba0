// An article's text in numbers: all that folding looks at.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

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

struct Document {
  std::vector<Token> title;
  std::uint32_t part = 0;  ///< Which part of a series `title` announces, hashed; 0 = none.
  std::vector<Token> body;
  std::vector<Sentence> sentences;     ///< Of `body`, in order, together all of it.
  Fingerprint whole{};                 ///< Over the 2-word shingles of all of `body`.
  Fingerprint lead{};                  ///< Over those of its first words.
  Fingerprint headline{};              ///< Over those of `title`.
  std::vector<std::uint32_t> samples;  ///< Sampled 5-word shingles of `body`, sorted, unique.
};

}  // namespace wirefold
