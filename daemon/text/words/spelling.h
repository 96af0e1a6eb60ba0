// Spellings of one word that only their language tells: "fuer" and "für", "می گوید" and "میگوید",
// "8.30 Uhr" and "8:30 Uhr". Private to the text area.
#pragma once

#include <string>
#include <string_view>

#include "words.h"

namespace wirefold::text {

/// Gives such words of `words`, which are those of `text` with their places, one form: the sections
/// [digraphs], [affixes] and [clock] of the language's file.
void respell(Words& words, std::string_view text, std::string_view file);

/// A word in its normal form, as respell() would have it: with one letter for each digraph.
std::string respelled(std::string normal, std::string_view file);

/// What is wrong in the sections, as "FILE:LINE: message".
const std::vector<std::string>& spelling_problems();

}  // namespace wirefold::text
