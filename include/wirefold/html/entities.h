// Character references of HTML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wirefold::html {

/// `text` with its character references (`&amp;`, `&#233;`, `&#xE9;`, `&nbsp;` …) resolved once.
/// A reference that HTML 4 does not know stays as it is. Numbers 128 to 159 mean windows-1252
/// (WHATWG HTML, "numeric character reference end state").
std::string decode_entities(std::string_view text);

/// Appends the character beyond U+FFFF that two references at the beginning of `text` encode as the
/// halves of a surrogate pair ("&#xD83D;&#xDE00;", as UTF-16 programs write it). Returns their
/// length; for anything else returns 0 and appends nothing.
std::size_t append_surrogates(std::string& out, std::string_view text);

/// True if `text` holds such a pair.
bool has_surrogates(std::string_view text);

/// `text` with each such pair replaced by its character.
std::string with_joined_surrogates(std::string_view text);

/// Appends the character of one reference; `name` is the text between `&` and `;`. A number appends
/// nothing for a character that XML may not hold, and U+FFFD for 0 and for numbers of no character.
/// Returns false and appends nothing if HTML 4 does not know the reference.
bool append_reference(std::string& out, std::string_view name);

}  // namespace wirefold::html
