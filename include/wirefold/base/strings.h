// Functions on UTF-8 strings that the standard library lacks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold {

/// `text` without ASCII white space at both ends.
std::string_view trim(std::string_view text) noexcept;

/// `text` with ASCII letters in lower case and all other bytes unchanged.
std::string to_lower_ascii(std::string_view text);

/// True if equal when the case of ASCII letters is ignored.
bool equals_ignore_case(std::string_view a, std::string_view b) noexcept;

bool starts_with_ignore_case(std::string_view text, std::string_view prefix) noexcept;

/// Position of `needle` in `text` ignoring ASCII case, or npos.
std::size_t find_ignore_case(std::string_view text, std::string_view needle,
                             std::size_t from = 0) noexcept;

/// `text` with each run of ASCII white space as one space, and none at the ends.
std::string collapse_space(std::string_view text);

/// The pieces of `text` between separators; empty pieces are kept.
std::vector<std::string_view> split(std::string_view text, char separator);

/// At most `max_bytes` of `text`, cut between code points.
std::string_view clip_utf8(std::string_view text, std::size_t max_bytes) noexcept;

/// `text` if it has at most `max_bytes`, else its beginning and an ellipsis, together at most
/// `max_bytes`. Cuts at a space if there is one in the second half.
std::string shortened(std::string text, std::size_t max_bytes);

/// Well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text) noexcept;

/// Appends `code_point` as UTF-8, or U+FFFD if it is no Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// Decodes the code point at `pos` and moves `pos` behind it. At malformed bytes, returns U+FFFD
/// and moves one byte.
char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept;

/// True for the characters that an XML 1.0 document may hold (section 2.2, production 2: Char).
constexpr bool is_xml_char(char32_t c) noexcept {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF);
}

/// True if `text` is well-formed UTF-8 and all its characters are is_xml_char().
bool is_xml_text(std::string_view text) noexcept;

// Searches of well-formed UTF-8 for rare characters, much faster than is_xml_text().

/// Control characters below U+0020 that XML may not hold.
bool has_c0(std::string_view utf8) noexcept;

/// U+0080 to U+009F, which XML may hold.
bool has_c1(std::string_view utf8) noexcept;

/// U+FFFE or U+FFFF, which XML may not hold.
bool has_last_two(std::string_view utf8) noexcept;

/// `text` without the characters that XML may not hold; each byte that is not UTF-8 becomes U+FFFD.
std::string xml_text(std::string_view text);

/// Length of the character at `at` if it is U+FFFE, U+FFFF or a surrogate (CESU-8), which no XML
/// document may hold; else 0. Control characters are single bytes and not reported.
constexpr std::size_t unxml_length(std::string_view text, std::size_t at) noexcept {
  if (text.size() - at < 3) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const bool last_two = byte(0) == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;
  const bool surrogate = byte(0) == 0xED && byte(1) >= 0xA0;
  return last_two || surrogate ? 3 : 0;
}

/// `text` with the five special characters of HTML and XML escaped. Drops carriage returns and the
/// characters that an XML 1.0 document may not hold.
std::string escape_markup(std::string_view text);

}  // namespace wirefold
