// The texts of feeds as HTML or as words, whichever they were.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/model/entry.h"

namespace wirefold::html {

/// Text on one line: tags dropped and references resolved if `text` looks like HTML, runs of white
/// space collapsed either way. For titles, names and categories that may hold HTML.
std::string one_line(std::string_view text);

/// The same for a text construct: one that is said to be plain keeps its angle brackets.
std::string one_line(const TextConstruct& text);

/// HTML that shows `text`: escaped, with its line breaks, if it is plain or looks it.
std::string as_html(const TextConstruct& text);

}  // namespace wirefold::html
