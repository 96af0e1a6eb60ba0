// Character references of HTML.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::html {

/// `text` with its character references (`&amp;`, `&#233;`, `&#xE9;`, `&nbsp;` …) resolved once.
/// A reference that HTML 4 does not know stays as it is. Numbers 128 to 159 mean windows-1252
/// (WHATWG HTML, "numeric character reference end state").
std::string decode_entities(std::string_view text);

}  // namespace wirefold::html
