// Converts the texts of feeds to HTML or to plain text.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/model/entry.h"

namespace wirefold::html {

/// Text on one line. If `text` looks like HTML, tags are dropped and references resolved; runs of
/// white space are always collapsed. For titles, names and categories that may hold HTML.
std::string one_line(std::string_view text);

/// The same for a text construct: one that is declared as plain keeps its angle brackets.
std::string one_line(const TextConstruct& text);

/// HTML that shows `text`. Plain text, declared or apparent, is escaped and keeps its line breaks.
std::string as_html(const TextConstruct& text);

}  // namespace wirefold::html
