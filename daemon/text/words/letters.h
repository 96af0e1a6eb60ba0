// The normal form of words, in which letters that readers take for the same are equal. Private to
// the text area.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold::text {

/// Folds a word (fold_case), drops the marks that only modify a letter (accents, vowel points,
/// nukta, tatweel), and replaces letters with several forms by one form (the sections [letters]).
/// Marks that make another letter or vowel stay: vowel signs, viramas, tone marks of Thai, voicing
/// marks of kana.
std::string normal_word(std::string_view utf8);

/// Rewrites a word in its normal form that mixes scripts with lookalike letters, such as a Latin
/// "o" in a Cyrillic word, in the letters of its main script (the sections [lookalikes]).
std::string in_one_script(std::string_view normal);

/// True for the last character of a form with several characters: its normal form depends on the
/// characters before it.
bool ends_form(char32_t c);

/// If `text` ends in such a form, replaces it; returns the bytes that the form had, else 0.
std::size_t replace_form(std::string& text);

/// The problems in the sections [letters] and [lookalikes], as "FILE:LINE: message".
std::vector<std::string> letter_problems();

}  // namespace wirefold::text
