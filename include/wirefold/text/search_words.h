// Words to be looked up by people.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::text {

/// The words of `utf8`, folded as fold_case() does, each once, with a space between. Of scripts
/// that set no spaces between words every pair of neighbouring characters is one, and the last
/// character: then each character begins a word, and a text has a query if it has words that begin
/// with all of the query's.
std::string search_words(std::string_view utf8);

}  // namespace wirefold::text
