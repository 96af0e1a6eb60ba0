// From HTML to the words on the page.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::html {

/// The visible text of an HTML fragment or page, one block (paragraph, heading, list item, cell)
/// a line, runs of white space collapsed. Scripts, styles, forms' controls and templates are left
/// out. Linear in the size of the input; hostile markup gives less text, never an error.
std::string plain_text(std::string_view markup);

/// The same of what sanitize() gave, without another parse.
std::string plain_text_of_safe(std::string_view markup);

/// True if `text` holds a tag of HTML 4.
bool has_tags(std::string_view text);

/// True if `text` holds a tag of HTML 4 or a character reference: what a feed calls text is often
/// HTML.
bool looks_like_html(std::string_view text);

}  // namespace wirefold::html
