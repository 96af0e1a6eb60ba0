#include "markup_scan.h"

#include <algorithm>

#include "tag_names.h"
#include "wirefold/base/strings.h"

namespace wirefold::html {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_quote(char c) { return c == '"' || c == '\''; }

std::size_t find_or_end(std::string_view text, char c, std::size_t at) {
  return std::min(text.find(c, at), text.size());
}

/// The place behind the value at `at`. A quoted value goes on past every '>' to its quote.
std::size_t value_end(std::string_view text, std::size_t at) {
  if (at == text.size()) return at;
  if (is_quote(text[at])) {
    const std::size_t quote = find_or_end(text, text[at], at + 1);
    return std::min(quote + 1, text.size());
  }
  while (at < text.size() && !is_blank(text[at]) && text[at] != '>') ++at;
  return at;
}

bool is_self_closing_end(std::string_view text, std::size_t at) {
  return text[at] == '/' && at + 1 < text.size() && text[at + 1] == '>';
}

std::size_t junk_end(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_blank(text[at]) && text[at] != '>' &&
         !is_self_closing_end(text, at)) {
    ++at;
  }
  return at;
}

/// The place behind the quoted text at `at` and the white space after it; `at` if there is no
/// quote, npos if the quote is not closed.
std::size_t literal_end(std::string_view text, std::size_t at) {
  if (at >= text.size() || !is_quote(text[at])) return at;
  const std::size_t quote = text.find(text[at], at + 1);
  return quote == kNone ? kNone : skip_blanks(text, quote + 1);
}

int digit_of(char c, int base) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

struct NumberReference {
  std::uint32_t value;
  std::size_t end;
};

NumberReference read_number(std::string_view text, std::size_t at) {
  const bool hex = at + 2 < text.size() && (text[at + 2] | 0x20) == 'x';
  const int base = hex ? 16 : 10;
  constexpr std::uint32_t kTooLarge = 0x110000;
  std::uint32_t value = 0;
  std::size_t end = at + (hex ? 3 : 2);
  for (; end < text.size() && digit_of(text[end], base) >= 0; ++end) {
    if (value < kTooLarge) {
      value = value * static_cast<std::uint32_t>(base) +
              static_cast<std::uint32_t>(digit_of(text[end], base));
    }
  }
  if (end < text.size() && text[end] == ';') ++end;
  return {value, std::min(end, text.size())};
}

}  // namespace

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

std::size_t name_end(std::string_view text, std::size_t at) {
  if (at >= text.size() || !starts_name(text[at])) return at;
  const std::size_t last = std::min(text.size(), at + kLongestName);
  while (at < last && in_name(text[at])) ++at;
  return at;
}

std::size_t comment_end(std::string_view text, std::size_t at) {
  for (std::size_t dashes = at + 4; (dashes = text.find("--", dashes)) != kNone; ++dashes) {
    const std::string_view behind = text.substr(dashes + 2, 2);
    if (behind.starts_with('>')) return dashes + 3;
    if (behind == "!>") return dashes + 4;
  }
  return text.size();
}

std::size_t doctype_end(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at + std::string_view("<!DOCTYPE").size());
  at = name_end(text, at);
  if (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) return kNone;
  at = skip_blanks(text, at);
  const bool is_public = starts_with_ignore_case(text.substr(at), "public");
  if (is_public || starts_with_ignore_case(text.substr(at), "system")) {
    at = literal_end(text, skip_blanks(text, at + 6));
    if (is_public && at != kNone) at = literal_end(text, at);
    if (at == kNone) return kNone;
  }
  return std::min(find_or_end(text, '>', at) + 1, text.size());
}

std::size_t number_reference_end(std::string_view text, std::size_t at) {
  return read_number(text, at).end;
}

std::size_t uncharacter_size(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto goes_on = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80; };
  const unsigned first = byte(0);
  if (first < 0x20) return is_blank(text[at]) ? 0 : 1;
  if (first < 0xED || !goes_on(1) || !goes_on(2)) return 0;
  const bool surrogate = first == 0xED && byte(1) >= 0xA0;
  const bool last_two = first == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;
  if (surrogate || last_two) return 3;
  const bool beyond = (first == 0xF4 && byte(1) >= 0x90) || (first > 0xF4 && first < 0xF8);
  return beyond && goes_on(3) ? 4 : 0;
}

bool is_character(std::string_view text, std::size_t at) {
  const std::uint32_t c = read_number(text, at).value;
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c < 0xD800 || (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c < 0x110000);
}

TagPart tag_part(std::string_view text, std::size_t at) {
  using Kind = TagPart::Kind;
  if (at >= text.size()) return {Kind::kEndOfText, at, at, at};
  if (text[at] == '>') return {Kind::kEnd, at, at, at + 1};
  if (is_self_closing_end(text, at)) return {Kind::kSelfClosingEnd, at, at, at + 2};
  const std::size_t name = name_end(text, at);
  if (name == at) return {Kind::kJunk, at, at, skip_blanks(text, junk_end(text, at))};
  std::size_t end = skip_blanks(text, name);
  if (end < text.size() && text[end] == '=') {
    end = skip_blanks(text, value_end(text, skip_blanks(text, end + 1)));
  }
  return {Kind::kAttribute, at, name, end};
}

}  // namespace wirefold::html
