#include "controls.h"

#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"

namespace wirefold::parse {
namespace {

bool is_control(unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

/// One pass without branches, which the compiler turns into vector instructions: nearly every
/// document is clean.
bool is_clean(std::string_view text) {
  unsigned bad = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    bad |= static_cast<unsigned>(c < 0x20) & static_cast<unsigned>(c != '\t') &
           static_cast<unsigned>(c != '\n') & static_cast<unsigned>(c != '\r');
  }
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    bad |= static_cast<unsigned>(text[i] == '\xC2') &
           static_cast<unsigned>(static_cast<unsigned char>(text[i + 1]) < 0xA0);
  }
  return bad == 0;
}

}  // namespace

void mend_controls(std::string& utf8, Warnings& warnings) {
  if (is_clean(utf8)) return;
  const std::string source = std::move(utf8);
  warnings.set_source(source);
  utf8.clear();
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
    } else {
      utf8 += source[i];
    }
  }
  warnings.set_source({});
}

}  // namespace wirefold::parse
