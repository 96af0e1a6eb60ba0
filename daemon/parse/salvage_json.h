// Salvages items of a JSON Feed that cannot be mended as a whole.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// Returns a JSON Feed with the members before the items of `utf8`, and with its items that are
/// well-formed or can be mended: an unescaped quote costs the item it is in. Empty if there is no
/// such item. Linear in the size of `utf8`.
std::string salvage_json(std::string_view utf8, Warnings& warnings);

}  // namespace wirefold::parse
