// Makes text from outside safe for a terminal, a log and their readers.
#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// True for control characters (C0, C1 and DEL), which terminals obey; marks that change the
/// direction of the text after them; line separators; interlinear annotation marks; and code points
/// of the BMP that are no characters. The marks U+200E and U+200F, which have a direction but do
/// not change that of other text, are printable.
bool is_unprintable(char32_t c) noexcept;

/// `text` on one line of UTF-8. Unprintable characters become spaces, and bytes that are not UTF-8
/// become U+FFFD.
std::string printable(std::string_view text);

/// The same, but line feeds stay.
std::string printable_lines(std::string_view text);

/// Equivalent JSON with unprintable characters as \uXXXX. Line feeds outside of strings stay.
std::string printable_json(std::string_view json);

/// Equivalent HTML or XML text with unprintable characters as &#xXX;, except white space.
std::string printable_markup(std::string_view markup);

}  // namespace wirefold
