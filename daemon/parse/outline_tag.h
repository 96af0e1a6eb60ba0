// Changes attributes in the text of a tag. Private to the parse area.
#pragma once

#include <string>
#include <string_view>

namespace wirefold::parse {

/// ` name="value"`, escaped.
std::string attribute(std::string_view name, std::string_view value);

/// True if the well-formed `tag`, "<outline … />", has the attribute.
bool has_attribute(std::string_view tag, std::string_view name);

/// `tag` with the attribute, in its place if there is one, else behind the others. All other bytes
/// stay.
std::string with_attribute(std::string_view tag, std::string_view name, std::string_view value);

/// `tag` without the attribute and the white space before it.
std::string without_attribute(std::string_view tag, std::string_view name);

}  // namespace wirefold::parse
