// Writing XML through pugixml. Private to the serve area.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace wirefold::serve {

/// Appends <name>text</name>; characters that XML 1.0 cannot carry are left out.
pugi::xml_node add_text(pugi::xml_node parent, const char* name, std::string_view text);

/// Sets an attribute under the same rule.
void set(pugi::xml_node node, const char* name, std::string_view value);

/// The document with its declaration, two spaces an indent.
std::string to_string(const pugi::xml_document& document);

}  // namespace wirefold::serve
