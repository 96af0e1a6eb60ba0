#include "xml_text.h"

#include <algorithm>
#include <sstream>

namespace wirefold::serve {
namespace {

bool is_forbidden(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

std::string allowed(std::string_view text) {
  std::string out(text);
  std::erase_if(out, is_forbidden);
  return out;
}

}  // namespace

pugi::xml_node add_text(pugi::xml_node parent, const char* name, std::string_view text) {
  pugi::xml_node node = parent.append_child(name);
  node.text().set(allowed(text).c_str());
  return node;
}

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(allowed(value).c_str());
}

std::string to_string(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

}  // namespace wirefold::serve
