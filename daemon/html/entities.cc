#include "wirefold/html/entities.h"

#include <libxml/HTMLparser.h>

#include <array>
#include <charconv>

#include "wirefold/base/strings.h"

namespace wirefold::html {
namespace {

constexpr std::size_t kLongestReference = 32;

// What 0x80 to 0x9F mean when a document says so: the letters of windows-1252.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// Of a `name` that begins with #.
bool append_numeric(std::string& out, std::string_view body) {
  body.remove_prefix(1);
  int base = 10;
  if (!body.empty() && (body[0] == 'x' || body[0] == 'X')) {
    base = 16;
    body.remove_prefix(1);
  }
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), code, base);
  if (error == std::errc::invalid_argument || end != body.data() + body.size()) return false;
  if (error == std::errc::result_out_of_range || code == 0) code = 0xFFFD;
  if (code >= 0x80 && code <= 0x9F) code = kWindows1252[code - 0x80];
  const bool is_scalar = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (!is_scalar || is_xml_char(code)) append_utf8(out, code);
  return true;
}

bool append_named(std::string& out, std::string_view name) {
  if (name == "apos") {  // XML's, not among HTML 4's
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
