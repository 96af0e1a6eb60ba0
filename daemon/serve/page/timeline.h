// Draws a timeline: rows of HTML with a rail of SVG in each, which the page's style sheet places
// and colours. Texts keep their size at any width. Private to the serve area.
#pragma once

#include <string>
#include <vector>

#include "serve/words/words.h"
#include "wirefold/base/time.h"

namespace wirefold::serve {

/// One row of a timeline: a name, and a dot at its time.
struct Dot {
  Timestamp time{};
  std::string name;
  bool lead = false;
};

/// Shows who published when, for the first 40 dots. Empty for fewer than two dots.
std::string timeline(const Words& words, std::vector<Dot> dots);

}  // namespace wirefold::serve
