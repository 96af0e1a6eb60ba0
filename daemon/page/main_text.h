// Which lines of a page are its article. Private to the page area.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "outline.h"

namespace wirefold::page {

/// Indexes of the blocks of the article's text, in order; `title` is left out where it stands as a
/// heading. Empty for a page without running text.
std::vector<std::uint32_t> main_text(const Outline& page, std::string_view title);

}  // namespace wirefold::page
