// From an article's text to the numbers that folding compares.
#pragma once

#include <string_view>
#include <vector>

#include "wirefold/model/document.h"

namespace wirefold::text {

/// Words of the opening that make Document::lead.
inline constexpr std::size_t kLeadWords = 100;

/// Longer texts (live blogs) are read up to here.
inline constexpr std::size_t kMaxWords = 20000;

/// Of the 5-word shingles that begin before word `end` (and in no row before), 1 in `modulus` is
/// kept, chosen by the shingle's own hash, so that two texts that share a passage share its samples
/// (modulo sampling, Broder 1997). Each modulus divides the next: what the sparse part of one text
/// keeps, the dense part of another keeps too. Feeds carry beginnings, so these are dense.
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
/// differently around one text. So is what is no running text: announcements of other articles with
/// their headlines, dates and credits on a line of their own, what publishers say of themselves.
///
/// Words are runs of letters after NFKC case folding, without accents, vowel points and nukta, and
/// with one form of each letter; scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) are
/// cut by ICU's dictionaries. What is invisible inside words (soft hyphens, joiners, zero-width
/// spaces) does not count. A number is one word by its value, however its digits are grouped, with
/// the words that multiply it ("7.5 million") and in words ("thirty-seven"), as the files of
/// languages/ have them. Pure and deterministic for one version of ICU.
Document words_of(std::string_view title, std::string_view body);

/// The same with all that folding compares.
Document analyse(std::string_view title, std::string_view body);

/// The words of words_of().body as `body` spells them: views into it, one a token.
std::vector<std::string_view> spelled_words(std::string_view body);

/// How many words words_of() sees in `text`, at most kMaxWords.
std::size_t count_words(std::string_view text);

}  // namespace wirefold::text
