#include "wirefold/html/entities.h"

#include <libxml/HTMLparser.h>

#include <array>
#include <charconv>
#include <optional>

#include "wirefold/base/strings.h"

namespace wirefold::html {
namespace {

constexpr std::size_t kLongestReference = 32;

// The windows-1252 characters that references to 0x80 to 0x9F mean.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// The number in `name`, which begins with '#'. U+FFFD for 0 and for numbers beyond 32 bits,
/// nullopt if `name` is no number.
std::optional<std::uint32_t> number_of(std::string_view name) {
  name.remove_prefix(1);
  int base = 10;
  if (!name.empty() && (name[0] == 'x' || name[0] == 'X')) {
    base = 16;
    name.remove_prefix(1);
  }
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, base);
  if (error == std::errc::invalid_argument || end != name.data() + name.size()) return std::nullopt;
  return error == std::errc::result_out_of_range || code == 0 ? 0xFFFD : code;
}

/// A reference "&#NUMBER;" at the beginning of a text.
struct Numeric {
  std::uint32_t code = 0;
  std::size_t length = 0;  // 0: there is none
};

Numeric numeric_at(std::string_view text) {
  if (!text.starts_with("&#")) return {};
  const std::size_t semicolon = text.substr(0, kLongestReference).find(';');
  if (semicolon == std::string_view::npos) return {};
  const auto code = number_of(text.substr(1, semicolon - 1));
  return code ? Numeric{*code, semicolon + 1} : Numeric{};
}

bool append_numeric(std::string& out, std::string_view body) {
  const auto number = number_of(body);
  if (!number) return false;
  std::uint32_t code = *number;
  if (code >= 0x80 && code <= 0x9F) code = kWindows1252[code - 0x80];
  const bool is_scalar = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (!is_scalar || is_xml_char(code)) append_utf8(out, code);
  return true;
}

bool append_named(std::string& out, std::string_view name) {
  if (name == "apos") {  // of XML, not of HTML 4
    out += '\'';
    return true;
  }
  const std::string terminated(name);
  const htmlEntityDesc* entity =
      htmlEntityLookup(reinterpret_cast<const xmlChar*>(terminated.c_str()));
  if (entity == nullptr) return false;
  append_utf8(out, entity->value);
  return true;
}

}  // namespace

std::size_t append_surrogates(std::string& out, std::string_view text) {
  const Numeric high = numeric_at(text);
  if (high.code < 0xD800 || high.code > 0xDBFF) return 0;
  const Numeric low = numeric_at(text.substr(high.length));
  if (low.code < 0xDC00 || low.code > 0xDFFF) return 0;
  append_utf8(out, 0x10000 + ((high.code - 0xD800) << 10) + (low.code - 0xDC00));
  return high.length + low.length;
}

bool has_surrogates(std::string_view text) {
  std::string ignored;
  for (std::size_t at = text.find("&#"); at != text.npos; at = text.find("&#", at + 1)) {
    if (append_surrogates(ignored, text.substr(at)) > 0) return true;
  }
  return false;
}

std::string with_joined_surrogates(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t reference = text.find("&#");
    out += text.substr(0, reference);
    if (reference == std::string_view::npos) break;
    text.remove_prefix(reference);
    const std::size_t pair = append_surrogates(out, text);
    if (pair == 0) out += "&#";
    text.remove_prefix(pair == 0 ? 2 : pair);
  }
  return out;
}

bool append_reference(std::string& out, std::string_view name) {
  if (name.empty()) return false;
  return name[0] == '#' ? append_numeric(out, name) : append_named(out, name);
}

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t amp = text.find('&');
    out += text.substr(0, amp);
    if (amp == std::string_view::npos) break;
    text.remove_prefix(amp);
    if (const std::size_t pair = append_surrogates(out, text); pair > 0) {
      text.remove_prefix(pair);
      continue;
    }
    const std::size_t semicolon = text.substr(0, kLongestReference).find(';');
    const std::string_view body =
        semicolon == std::string_view::npos ? std::string_view() : text.substr(1, semicolon - 1);
    const bool resolved = append_reference(out, body);
    if (!resolved) out += '&';
    text.remove_prefix(resolved ? semicolon + 1 : 1);
  }
  return out;
}

}  // namespace wirefold::html
