// The normal form of words: what letters and marks a reader takes for the same. Private to the
// text area.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::text {

/// The word folded (fold_case), without the marks that only modify a letter (accents, vowel points,
/// nukta, tatweel), and with one form of each letter that has several: the sections [letters].
/// What is written after such a mark is another letter or vowel stays: vowel signs, viramas, tone
/// marks of Thai, voicing marks of kana.
std::string normal_word(std::string_view utf8);

/// A word in its normal form that mixes scripts whose letters look alike, in the letters of the one
/// that it is of: "o" in a Cyrillic word, from the sections [lookalikes].
std::string in_one_script(std::string_view normal);

/// True for the last character of a form that has several: its normal form depends on those before.
bool ends_form(char32_t c);

/// If such a form ends `text`, puts what it becomes in its place; returns the bytes that it had.
std::size_t replace_form(std::string& text);

/// What is wrong in the sections [letters] and [lookalikes], as "FILE:LINE: message".
std::vector<std::string> letter_problems();

}  // namespace wirefold::text
