#include "controls.h"

#include "wirefold/base/strings.h"
#include "wirefold/html/entities.h"

namespace wirefold::parse {

std::string without_controls(std::string_view source, Warnings& warnings) {
  warnings.set_source(source);
  std::string utf8;
  utf8.reserve(source.size());
  for (std::size_t i = 0; i < source.size(); ++i) {
    const auto c = static_cast<unsigned char>(source[i]);
    const auto next = i + 1 < source.size() ? static_cast<unsigned char>(source[i + 1]) : 0U;
    if (!is_xml_char(c)) {  // among single bytes only controls
      warnings.add("a control character", i);
    } else if (c == 0xC2 && next >= 0x80 && next < 0xA0) {
      warnings.add("letters of windows-1252 as control characters", i);
      html::append_reference(utf8, '#' + std::to_string(next));
      ++i;
    } else if (const std::size_t length = unxml_length(source, i)) {
      warnings.add("a character that is not allowed", i);
      i += length - 1;
    } else {
      utf8 += source[i];
    }
  }
  warnings.set_source({});
  return utf8;
}

}  // namespace wirefold::parse
