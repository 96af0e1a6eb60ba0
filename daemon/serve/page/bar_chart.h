// Draws bars over time, coloured by the page's style sheet. Private to the serve area.
#pragma once

#include <string>
#include <vector>

namespace wirefold::serve {

/// Bars from left to right.
struct BarChart {
  std::vector<double> values;
  std::vector<double> marked;  ///< The part of each value in another colour; may be empty.
  std::string first;           ///< Below the first bar: its time.
  std::string last;            ///< Below the last bar.
  std::string label;           ///< Describes the chart in words.
};

/// The chart as HTML with axes: its texts are readable at any width. Empty without values.
std::string bar_chart(const BarChart& chart);

}  // namespace wirefold::serve
