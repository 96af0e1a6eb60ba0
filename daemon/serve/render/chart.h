// Draws small plots as SVG, coloured by the page's style sheet. Private to the serve area.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"

namespace wirefold::serve {

/// One row of a timeline: a name, and a dot at its time.
struct Dot {
  Timestamp time{};
  std::string name;
  bool lead = false;
};

/// Shows who published when, for the first 40 dots. Empty for fewer than two dots.
std::string timeline(std::vector<Dot> dots);

/// A bar for each value from left to right, with the part in `bad` in another colour. `label`
/// describes the plot in words.
std::string bars(std::span<const double> values, std::span<const double> bad,
                 std::string_view label, int width, int height);

}  // namespace wirefold::serve
