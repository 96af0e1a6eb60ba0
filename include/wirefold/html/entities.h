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

/// Appends the character beyond U+FFFF that two references at the begin of `text` mean, each to one
/// half of its surrogate pair ("&#xD83D;&#xDE00;", as programs of UTF-16 write it). Returns their
/// length; 0, and nothing is appended, for anything else.
std::size_t append_surrogates(std::string& out, std::string_view text);

/// True if `text` holds such a pair.
bool has_surrogates(std::string_view text);

/// `text` with all such pairs as the characters that they mean.
std::string with_joined_surrogates(std::string_view text);

/// Appends what one reference stands for, of which `name` is what is between `&` and `;`. Of a
/// number that is nothing for a character that neither XML nor HTML lets a document name, and
/// U+FFFD for what is no character. False, and nothing is appended, if HTML 4 does not know it.
bool append_reference(std::string& out, std::string_view name);

}  // namespace wirefold::html
