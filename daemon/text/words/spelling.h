// Unifies spellings that are equal in one language only: "fuer" and "für", "می گوید" and "میگوید",
// "8.30 Uhr" and "8:30 Uhr". Private to the text area.
#pragma once

#include <string>
#include <string_view>

#include "words.h"

namespace wirefold::text {

/// Gives each such word one form by the sections [digraphs], [affixes] and [clock] of the
/// language's file. `words` are the words of `text`, with their places.
void respell(Words& words, std::string_view text, std::string_view file);

/// Returns a word in its normal form with one letter for each digraph, as respell() does.
std::string respelled(std::string normal, std::string_view file);

/// The problems in these sections, as "FILE:LINE: message".
const std::vector<std::string>& spelling_problems();

}  // namespace wirefold::text
