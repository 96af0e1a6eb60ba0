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
/// html::plain_text). Words are runs of letters and digits after NFKC case folding; scripts without
/// spaces (Han, kana, Thai, Lao, Khmer, Burmese) give overlapping pairs of characters.
/// Pure and deterministic: hashes of it may be stored.
Document analyse(std::string_view title, std::string_view body);

}  // namespace wirefold::text
