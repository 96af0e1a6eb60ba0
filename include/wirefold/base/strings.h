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

/// `text` if it is `max_bytes` long at most, else its beginning and an ellipsis, which count: cut
/// at a space where one is near.
std::string shortened(std::string text, std::size_t max_bytes);

/// Well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text) noexcept;

/// Appends `code_point` as UTF-8; U+FFFD for what is no scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// Decodes the code point at `pos` and moves `pos` behind it. U+FFFD, one byte, where malformed.
char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept;

/// True for the characters that an XML 1.0 document may hold (section 2.2, production 2: Char).
constexpr bool is_xml_char(char32_t c) noexcept {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF);
}

/// True if `text` is well-formed UTF-8 and has no other characters than those.
bool is_xml_text(std::string_view text) noexcept;

// What well-formed UTF-8 rarely has, looked for much faster than is_xml_text() does.

/// Controls below U+0020 that XML may not hold.
bool has_c0(std::string_view utf8) noexcept;

/// U+0080 to U+009F, which XML may hold.
bool has_c1(std::string_view utf8) noexcept;

/// U+FFFE or U+FFFF, which XML may not hold.
bool has_last_two(std::string_view utf8) noexcept;

/// `text` without other characters than those; U+FFFD stands for each byte that is not UTF-8.
std::string xml_text(std::string_view text);

/// Bytes of the character at `at` that is valid in UTF-8 or CESU-8 and that no XML document may
/// hold: U+FFFE, U+FFFF, a surrogate. 0 for every other one; controls are told by their byte.
constexpr std::size_t unxml_length(std::string_view text, std::size_t at) noexcept {
  if (text.size() - at < 3) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const bool last_two = byte(0) == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;
  const bool surrogate = byte(0) == 0xED && byte(1) >= 0xA0;
  return last_two || surrogate ? 3 : 0;
}

/// `text` with the five characters that mean something in HTML and XML escaped, and those that an
/// XML 1.0 document may not hold dropped.
std::string escape_markup(std::string_view text);

}  // namespace wirefold
