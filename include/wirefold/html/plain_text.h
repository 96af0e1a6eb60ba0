// Converts HTML to plain text.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::html {

/// The visible text of an HTML fragment or page, one block (paragraph, heading, list item, cell)
/// per line, with runs of white space collapsed. Leaves out scripts, styles, form controls and
/// templates. Linear in the size of the input; hostile markup gives less text, never an error.
std::string plain_text(std::string_view markup);

/// The same for the output of sanitize(), without another parse.
std::string plain_text_of_safe(std::string_view markup);

/// True if `text` holds a tag of HTML 4.
bool has_tags(std::string_view text);

/// True if `text` holds a tag of HTML 4 or a character reference: feeds often declare HTML as text.
bool looks_like_html(std::string_view text);

}  // namespace wirefold::html
