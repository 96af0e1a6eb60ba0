// Texts made equal that readers take for equal.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::text {

/// NFKC with case folded (Unicode Standard, section 3.13, toNFKC_Casefold): "ＡＢＣ" and "Ⅳ" become
/// "abc" and "iv"; what Unicode ignores (soft hyphens, joiners) is dropped.
std::string fold_case(std::string_view utf8);

/// Only the letters and digits of `utf8`, folded: for asking whether two names or headlines are
/// the same but for punctuation and spaces.
std::string comparison_key(std::string_view utf8);

}  // namespace wirefold::text
