// From an article's text to the numbers that folding compares.
#pragma once

#include <string_view>

#include "wirefold/model/document.h"

namespace wirefold::text {

/// Words of the opening that make Document::lead.
inline constexpr std::size_t kLeadWords = 100;

/// Longer texts (live blogs) are read up to here.
inline constexpr std::size_t kMaxWords = 20000;

/// Every sample of 5-word shingles keeps 1 in 16, chosen by the shingle's own hash, so that two
/// texts that share a passage share its samples (modulo sampling, Broder 1997).
inline constexpr std::uint64_t kSampleModulus = 16;

/// `title` and `body` are plain UTF-8 text; a line break in `body` ends a sentence (see
/// html::plain_text). Datelines, bylines and credits (read_wire) are left out: outlets write them
/// differently around one text.
///
/// Words are runs of letters and digits after NFKC case folding; scripts without spaces (Han, kana,
/// Thai, Lao, Khmer, Burmese) are cut by ICU's dictionaries. What is invisible inside words (soft
/// hyphens, joiners) does not count. Pure and deterministic for one version of ICU.
Document analyse(std::string_view title, std::string_view body);

/// How many words analyse() sees in `text`, at most kMaxWords.
std::size_t count_words(std::string_view text);

}  // namespace wirefold::text
