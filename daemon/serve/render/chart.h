// Small plots as SVG, coloured by the page's style sheet. Private to the serve area.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirefold/base/time.h"

namespace wirefold::serve {

/// One row a name and one dot where its time lies between the first and the last.
struct Dot {
  Timestamp time{};
  std::string name;
  bool lead = false;
};

/// Who published when. Empty for fewer than two dots.
std::string timeline(std::vector<Dot> dots);

/// A bar for each value from left to right, `bad` of each in another colour. `label` says in words
/// what is seen.
std::string bars(std::span<const double> values, std::span<const double> bad,
                 std::string_view label, int width, int height);

}  // namespace wirefold::serve
