// A JSON Feed of which some items are broken beyond mending.
#pragma once

#include <string>
#include <string_view>

#include "wirefold/parse/warnings.h"

namespace wirefold::parse {

/// A JSON Feed with what stands before the items of `utf8` and those of its items that are
/// well-formed, or can be mended: an unescaped quote costs the item that it is in. Empty if there
/// is no such item. Takes time linear in the size of `utf8`.
std::string salvage_json(std::string_view utf8, Warnings& warnings);

}  // namespace wirefold::parse
