// Writes an attribute of HTML. Private to the serve area.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/base/strings.h"

namespace wirefold::serve {

/// ` name="value"`, escaped; empty for an empty value.
inline std::string attribute(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return std::string(" ").append(name).append("=\"").append(escape_markup(value)).append("\"");
}

}  // namespace wirefold::serve
