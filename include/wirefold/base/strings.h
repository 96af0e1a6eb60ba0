// Small work on UTF-8 strings that the standard library leaves out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold {

/// `text` without ASCII white space at both ends.
std::string_view trim(std::string_view text) noexcept;

/// ASCII letters lower-cased, all other bytes as they are.
std::string to_lower_ascii(std::string_view text);

/// Equal but for the case of ASCII letters.
bool equals_ignore_case(std::string_view a, std::string_view b) noexcept;

bool starts_with_ignore_case(std::string_view text, std::string_view prefix) noexcept;

/// Position of `needle` in `text` ignoring ASCII case, or npos.
std::size_t find_ignore_case(std::string_view text, std::string_view needle,
                             std::size_t from = 0) noexcept;

/// Each run of ASCII white space as one space, none at the ends.
std::string collapse_space(std::string_view text);

/// The pieces of `text` between separators; empty pieces are kept.
std::vector<std::string_view> split(std::string_view text, char separator);

/// At most `max_bytes` of `text`, cut between code points.
std::string_view clip_utf8(std::string_view text, std::size_t max_bytes) noexcept;

/// Well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text) noexcept;

/// Appends `code_point` as UTF-8; U+FFFD for what is no scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// Decodes the code point at `pos` and moves `pos` behind it. U+FFFD, one byte, where malformed.
char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept;

/// `text` with the five characters that mean something in HTML and XML escaped, and the control
/// characters that XML 1.0 cannot carry dropped.
std::string escape_markup(std::string_view text);

}  // namespace wirefold
