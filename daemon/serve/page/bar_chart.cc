#include "bar_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

// Of the drawing, which the style sheet stretches.
constexpr int kBarWidth = 10;
constexpr int kGap = 2;
constexpr int kHeight = 100;

/// The end of an axis: the least of 1, 2 and 5 times a power of ten that is not below `most`.
double axis_end(double most) {
  const double power = std::pow(10, std::floor(std::log10(std::max(1.0, most))));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= most) return times * power;
  }
  return 10 * power;
}

std::string bar(std::string_view kind, std::size_t at, double share) {
  if (share <= 0) return {};
  const double tall = std::max(1.0, std::min(share, 1.0) * kHeight);
  return fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\"/>",
                     kind, at * kBarWidth, kHeight - tall, kBarWidth - kGap, tall);
}

}  // namespace

std::string bar_chart(const BarChart& chart) {
  if (chart.values.empty()) return {};
  const double end = axis_end(*std::max_element(chart.values.begin(), chart.values.end()));
  std::string out = fmt::format(
      "<div class=\"chart\">\n<p class=\"y\" aria-hidden=\"true\"><span>{:.0f}</span>"
      "<span>0</span></p>\n<svg class=\"bars\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" "
      "role=\"img\" aria-label=\"{}\" xmlns=\"http://www.w3.org/2000/svg\">",
      end, chart.values.size() * kBarWidth, kHeight, escape_markup(chart.label));
  for (std::size_t i = 0; i < chart.values.size(); ++i) {
    out += bar("all", i, chart.values[i] / end);
    if (i < chart.marked.size()) out += bar("marked", i, chart.marked[i] / end);
  }
  return out + fmt::format(
                   "</svg>\n<p class=\"x\" aria-hidden=\"true\"><span>{}</span><span>{}</span></p>"
                   "\n</div>\n",
                   escape_markup(chart.first), escape_markup(chart.last));
}

}  // namespace wirefold::serve
