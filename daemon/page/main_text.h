// Chooses the lines of a page that are its article. Private to the page area.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "outline.h"
#include "wirefold/page/why.h"

namespace wirefold::page {

struct MainText {
  /// Indexes of kept blocks, in order; empty without running text.
  std::vector<std::uint32_t> blocks;
  std::vector<Verdict> verdicts;  ///< One for each block of the page.
};

/// `title` is the headline; a line equal to it is left out.
MainText main_text(const Outline& page, std::string_view title);

}  // namespace wirefold::page
