// The ends of pieces of HTML as libxml2's parser (2.9.14) sees them. Functions named *_end take the
// place where a piece begins and return the place behind it. Private to the html area.
#pragma once

#include <string_view>

namespace wirefold::html {

/// White space of libxml2 (XML 1.0, production 3).
constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

constexpr bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

constexpr bool starts_name(char c) {
  return is_ascii_letter(c) || c == '_' || c == ':' || c == '.';
}

constexpr bool in_name(char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '-'; }

std::size_t skip_blanks(std::string_view text, std::size_t at);

/// Of an element or attribute; `at` itself where no name begins.
std::size_t name_end(std::string_view text, std::size_t at);

/// Of a comment that begins with "<!--".
std::size_t comment_end(std::string_view text, std::size_t at);

/// Of a "<!DOCTYPE"; npos if a quote is not closed or a byte beyond ASCII follows the name.
std::size_t doctype_end(std::string_view text, std::size_t at);

/// Of a numeric character reference, which begins with "&#".
std::size_t number_reference_end(std::string_view text, std::size_t at);

/// Length of the UTF-8 sequence at `at` if it encodes no character (XML 1.0, production 2); else 0.
std::size_t uncharacter_size(std::string_view text, std::size_t at);

/// True if the numeric reference at `at` stands for a character.
bool is_character(std::string_view text, std::size_t at);

/// A part of a start tag behind its name.
struct TagPart {
  enum class Kind { kAttribute, kJunk, kEnd, kSelfClosingEnd, kEndOfText };
  Kind kind;
  std::size_t begin;
  std::size_t name_end;  // of an attribute
  std::size_t end;       // with the white space behind an attribute or junk
};
TagPart tag_part(std::string_view text, std::size_t at);

}  // namespace wirefold::html
