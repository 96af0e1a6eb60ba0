#include "controls.h"

#include <cstdint>

#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"

namespace wirefold::parse {
namespace {

bool is_control(unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

/// One pass without branches over bytes, which the compiler turns into vector instructions: nearly
/// every document is clean.
bool is_clean(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::uint8_t bad = 0;
  std::uint8_t last_ones = 0;  // U+FFC0 and behind
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const std::uint8_t c = bytes[i];
    const std::uint8_t next = bytes[i + 1];
    bad |= static_cast<std::uint8_t>((c < 0x20) & (c != '\t') & (c != '\n') & (c != '\r'));
    bad |= static_cast<std::uint8_t>((c == 0xC2) & (next < 0xA0));
    last_ones |= static_cast<std::uint8_t>((c == 0xEF) & (next == 0xBF));
  }
  return bad == 0 && (text.empty() || !is_control(bytes[text.size() - 1])) &&
         (last_ones == 0 || !has_last_two(text));
}

}  // namespace

std::optional<std::string> without_controls(std::string_view source, Warnings& warnings) {
  if (is_clean(source)) return std::nullopt;
  warnings.set_source(source);
  std::string utf8;
  utf8.reserve(source.size());
  for (std::size_t i = 0; i < source.size(); ++i) {
    const auto c = static_cast<unsigned char>(source[i]);
    const auto next = i + 1 < source.size() ? static_cast<unsigned char>(source[i + 1]) : 0U;
    if (is_control(c)) {
      warnings.add("a control character", i);
    } else if (c == 0xC2 && next >= 0x80 && next < 0xA0) {
      warnings.add("letters of windows-1252 as control characters", i);
      utf8 += html::decode_entities("&#" + std::to_string(next) + ";");
      ++i;
    } else if (const std::size_t length = unxml_length(source, i)) {
      warnings.add("a character that no document may hold", i);
      i += length - 1;
    } else {
      utf8 += source[i];
    }
  }
  warnings.set_source({});
  return utf8;
}

}  // namespace wirefold::parse
