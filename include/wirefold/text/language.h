// Detects the language of a text.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::text {

/// The BCP 47 primary tag ("id", "ru") if CLD2 is sure, else empty. Malay counts as Indonesian:
/// CLD2 cannot tell news in these two apart.
std::string detect_language(std::string_view plain_text);

/// The primary subtag in lower case: "id-ID" and "in_ID" give "id". Empty if it is not two or three
/// letters.
std::string primary_tag(std::string_view tag);

}  // namespace wirefold::text
