// Which lines of a page are its article. Private to the page area.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "outline.h"
#include "wirefold/page/why.h"

namespace wirefold::page {

struct MainText {
  std::vector<std::uint32_t> blocks;  ///< Indexes, in order. Empty: there is no running text.
  std::vector<Verdict> verdicts;      ///< Of each block of the page.
};

/// `title` is left out where it stands as a heading.
MainText main_text(const Outline& page, std::string_view title);

}  // namespace wirefold::page
