// Prepares texts and queries for word search.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::text {

/// The words of `utf8`, folded by fold_case(), each once, separated by spaces. In scripts without
/// spaces every pair of neighbouring characters is a word, and so is the last character. So each
/// character begins a word, and a text matches a query if for each word of the query it has a word
/// that begins with it.
std::string search_words(std::string_view utf8);

}  // namespace wirefold::text
