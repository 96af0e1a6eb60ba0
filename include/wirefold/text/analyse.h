// Turns an article's text into the hashes and fingerprints that folding compares.
#pragma once

#include <string_view>
#include <vector>

#include "wirefold/model/document.h"

namespace wirefold::text {

/// Words at the beginning that Document::lead covers.
inline constexpr std::size_t kLeadWords = 100;

/// Longer texts (live blogs) are read up to this many words.
inline constexpr std::size_t kMaxWords = 20000;

/// Of the 5-word shingles that begin before word `end`, and not before the `end` of the previous
/// row, 1 in `modulus` is kept. The shingle's own hash decides, so two texts that share a passage
/// share its samples (modulo sampling, Broder 1997). Each modulus divides the next, so a shingle
/// kept in the sparse part of one text is also kept in the dense part of another. Beginnings are
/// dense because feeds carry beginnings.
struct SampleDensity {
  std::size_t end;
  std::uint64_t modulus;
};
inline constexpr SampleDensity kSampleDensities[] = {
    {40, kDensestSample}, {160, 16}, {500, 32}, {kMaxWords, 128}};

/// The words of an article in sentences, without fingerprints and samples.
///
/// `title` and `body` are plain UTF-8 text; a line break in `body` ends a sentence (see
/// html::plain_text). Datelines, bylines and credits (read_wire) are left out: outlets write them
/// differently around the same text. Boilerplate is left out too: announcements of other articles
/// with their headlines, dates and credits on a line of their own, phrases of publishers about
/// themselves.
///
/// Words are runs of letters after NFKC case folding, without accents, vowel points and nukta, and
/// with one form of each letter. Scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) are
/// cut by ICU's dictionaries. Invisible characters inside words (soft hyphens, joiners, zero-width
/// spaces) are ignored. A number is one word, hashed by its value, however its digits are grouped.
/// This includes numbers with words that multiply them ("7.5 million") and numbers in words
/// ("thirty-seven"), by the files of languages/. Pure and deterministic for one version of ICU.
Document words_of(std::string_view title, std::string_view body);

/// Like words_of(), with all fingerprints and samples that folding compares.
Document analyse(std::string_view title, std::string_view body);

/// The words of words_of().body as `body` spells them: one view into `body` for each token.
std::vector<std::string_view> spelled_words(std::string_view body);

/// The number of words that words_of() finds in `text`, at most kMaxWords.
std::size_t count_words(std::string_view text);

}  // namespace wirefold::text
