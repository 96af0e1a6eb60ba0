// Writes XML through pugixml. Private to the serve area.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace wirefold::serve {

/// Appends <name>text</name>, without characters that XML 1.0 does not allow.
pugi::xml_node add_text(pugi::xml_node parent, const char* name, std::string_view text);

/// Sets an attribute, without characters that XML 1.0 does not allow.
void set(pugi::xml_node node, const char* name, std::string_view value);

/// Links a style sheet for browsers; to be called before the document has its root element.
void add_style_sheet(pugi::xml_document& document, const char* href);

/// The document with its XML declaration, indented by two spaces.
std::string to_string(const pugi::xml_document& document);

}  // namespace wirefold::serve
