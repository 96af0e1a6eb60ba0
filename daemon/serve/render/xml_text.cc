#include "xml_text.h"

#include <sstream>

#include "wirefold/base/strings.h"

namespace wirefold::serve {
pugi::xml_node add_text(pugi::xml_node parent, const char* name, std::string_view text) {
  pugi::xml_node node = parent.append_child(name);
  node.text().set(xml_text(text).c_str());
  return node;
}

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(xml_text(value).c_str());
}

void add_style_sheet(pugi::xml_document& document, const char* href) {
  pugi::xml_node instruction = document.append_child(pugi::node_pi);
  instruction.set_name("xml-stylesheet");
  instruction.set_value((std::string("type=\"text/css\" href=\"") + href + '"').c_str());
}

std::string to_string(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

}  // namespace wirefold::serve
