// What strangers wrote, made fit for a terminal, a log and whoever reads them.
#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// Control characters (C0, C1 and DEL), which terminals obey; marks that turn the direction of what
/// stands behind them; separators of lines; and code points that are no characters. Marks that have
/// a direction of their own and turn nothing else (U+200E, U+200F) are part of texts.
bool is_unprintable(char32_t c) noexcept;

/// `text` on one line of UTF-8: what is unprintable becomes spaces, and bytes that are no UTF-8
/// U+FFFD.
std::string printable(std::string_view text);

/// The same, but lines stay lines.
std::string printable_lines(std::string_view text);

/// JSON that means the same, with what is unprintable as \uXXXX. Outside of strings it may have
/// line feeds.
std::string printable_json(std::string_view json);

/// HTML or XML text that means the same, with what is unprintable as &#xXX;, but for white space.
std::string printable_markup(std::string_view markup);

}  // namespace wirefold
