// Normal forms for comparing texts that readers take for equal.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::text {

/// NFKC with case folded (Unicode Standard, section 3.13, toNFKC_Casefold): "ＡＢＣ" and "Ⅳ" become
/// "abc" and "iv"; characters that Unicode ignores (soft hyphens, joiners) are dropped.
std::string fold_case(std::string_view utf8);

/// The letters and digits of `utf8`, folded. Two names or headlines with the same key differ only
/// in punctuation and spaces.
std::string comparison_key(std::string_view utf8);

}  // namespace wirefold::text
