#include "wirefold/base/strings.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace wirefold {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

constexpr bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_continuation(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The length that a lead byte announces, the first bits of the code point, and the smallest code
/// point of that length. Length 0: the byte is no lead byte.
struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t smallest;
};

constexpr Lead lead_of(unsigned char c) noexcept {
  if (c < 0x80) return {1, c, 0};
  if (c >= 0xC2 && c <= 0xDF) return {2, c & 0x1FU, 0x80};
  if (c >= 0xE0 && c <= 0xEF) return {3, c & 0x0FU, 0x800};
  if (c >= 0xF0 && c <= 0xF4) return {4, c & 0x07U, 0x10000};
  return {0, 0, 0};
}

/// Decodes at `pos`; false where the bytes are not well-formed. `pos` moves only on success.
bool decode(std::string_view text, std::size_t& pos, char32_t& out) noexcept {
  const char* const bytes = text.data() + pos;
  const Lead lead = lead_of(static_cast<unsigned char>(*bytes));
  if (lead.length == 0 || text.size() - pos < lead.length) return false;
  char32_t c = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (!is_continuation(bytes[i])) return false;
    c = (c << 6) | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
  }
  if (c < lead.smallest || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return false;
  pos += lead.length;
  out = c;
  return true;
}

/// True if some `lead` in `utf8` is followed by a byte that `wanted` accepts.
template <typename Wanted>
bool has_after(std::string_view utf8, std::string_view lead, Wanted&& wanted) noexcept {
  for (std::size_t at = utf8.find(lead); at != std::string_view::npos; at = utf8.find(lead, at)) {
    at += lead.size();
    if (at < utf8.size() && wanted(static_cast<unsigned char>(utf8[at]))) return true;
  }
  return false;
}

/// Bytes that escape_markup() copies unchanged, whatever follows them.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < plain.size(); ++c) plain[c] = true;
  plain['\t'] = plain['\n'] = true;
  for (const unsigned char c : {'&', '<', '>', '"', '\''}) plain[c] = false;
  plain[0xED] = plain[0xEF] = false;  // surrogates, U+FFFE and U+FFFF begin with these
  return plain;
}();

}  // namespace

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool equals_ignore_case(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && starts_with_ignore_case(a, b);
}

bool starts_with_ignore_case(std::string_view text, std::string_view prefix) noexcept {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::size_t find_ignore_case(std::string_view text, std::string_view needle,
                             std::size_t from) noexcept {
  if (from > text.size()) return std::string_view::npos;
  const auto it =
      std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), needle.begin(),
                  needle.end(), [](char x, char y) { return lower(x) == lower(y); });
  return it == text.end() && !needle.empty() ? std::string_view::npos
                                             : static_cast<std::size_t>(it - text.begin());
}

std::string collapse_space(std::string_view text) {
  text = trim(text);
  std::string out(text.size(), '\0');
  std::size_t end = 0;
  for (const char c : text) {
    if (!is_space(c)) {
      out[end++] = c;
    } else if (out[end - 1] != ' ') {
      out[end++] = ' ';
    }
  }
  out.resize(end);
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

std::string_view clip_utf8(std::string_view text, std::size_t max_bytes) noexcept {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && is_continuation(text[max_bytes])) --max_bytes;
  return text.substr(0, max_bytes);
}

std::string shortened(std::string text, std::size_t max_bytes) {
  constexpr std::string_view kEllipsis = "…";
  if (text.size() <= max_bytes) return text;
  const std::size_t room = max_bytes - kEllipsis.size();
  std::string_view cut = clip_utf8(text, room);
  const std::size_t space = cut.rfind(' ');
  if (space != std::string_view::npos && space > room / 2) cut = cut.substr(0, space);
  text.resize(cut.size());
  return text.append(kEllipsis);
}

bool is_valid_utf8(std::string_view text) noexcept {
  char32_t c = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    if (!decode(text, pos, c)) return false;
  }
  return true;
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  const auto byte = [&out](char32_t b) { out += static_cast<char>(b); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept {
  char32_t c = kReplacement;
  if (!decode(text, pos, c)) ++pos;
  return c;
}

bool is_xml_text(std::string_view text) noexcept {
  char32_t c = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto byte = static_cast<unsigned char>(text[pos]);
    if (byte >= 0x20 && byte < 0x80) {
      ++pos;
    } else if (!decode(text, pos, c) || !is_xml_char(c)) {
      return false;
    }
  }
  return true;
}

bool has_c0(std::string_view utf8) noexcept {
  const auto* bytes = reinterpret_cast<const std::int8_t*>(utf8.data());
  std::uint8_t found = 0;  // no branches or bounds checks, so that the compiler vectorises this
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const std::int8_t c = bytes[i];  // negative for every non-ASCII byte
    found |=
        static_cast<std::uint8_t>((c < 0x20) ^ (c < 0) ^ (c == '\n') ^ (c == '\t') ^ (c == '\r'));
  }
  return found != 0;
}

bool has_c1(std::string_view utf8) noexcept {
  return has_after(utf8, "\xC2", [](unsigned char c) { return c < 0xA0; });
}

bool has_last_two(std::string_view utf8) noexcept {
  return has_after(utf8, "\xEF\xBF", [](unsigned char c) { return c >= 0xBE; });
}

std::string xml_text(std::string_view text) {
  if (is_xml_text(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (is_xml_char(c)) append_utf8(out, c);
  }
  return out;
}

std::string escape_markup(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  std::size_t done = 0;  // bytes before `done` are in `out`
  const auto put = [&](std::size_t at, std::string_view instead, std::size_t length = 1) {
    out.append(text, done, at - done).append(instead);
    done = at + length;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kPlain[static_cast<unsigned char>(text[i])]) continue;
    switch (text[i]) {
      case '&':
        put(i, "&amp;");
        break;
      case '<':
        put(i, "&lt;");
        break;
      case '>':
        put(i, "&gt;");
        break;
      case '"':
        put(i, "&quot;");
        break;
      case '\'':
        put(i, "&#39;");
        break;
      case '\xED':
      case '\xEF':
        if (const std::size_t length = unxml_length(text, i)) put(i, "", length);
        break;
      default:
        put(i, "");
    }
  }
  return out.append(text, done);
}

}  // namespace wirefold
