// The normal form of words: what letters and marks a reader takes for the same. Private to the
// text area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold::text {

/// The word folded (fold_case), without the marks that only modify a letter (accents, vowel points,
/// nukta, tatweel), and with one form of each letter that has several: the sections [letters].
/// What is written after such a mark is another letter or vowel stays: vowel signs, viramas, tone
/// marks of Thai, voicing marks of kana.
std::string normal_word(std::string_view utf8);

/// What is wrong in the sections [letters], as "FILE:LINE: message".
const std::vector<std::string>& letter_problems();

}  // namespace wirefold::text
