#include "chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "page_parts.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kMostRows = 40;
constexpr int kRowHeight = 24;
constexpr int kNameWidth = 190;
constexpr int kWidth = 700;
constexpr int kDotRadius = 5;
constexpr int kBottom = 26;

/// "+2 h 05 min": the time after the first.
std::string later(Timestamp first, Timestamp time) {
  const auto delay = std::chrono::duration_cast<std::chrono::minutes>(time - first);
  return delay.count() == 0 ? "first" : '+' + delay_text(delay);
}

std::string row(const Dot& dot, Timestamp first, double x, std::size_t index) {
  const int y = static_cast<int>(index) * kRowHeight + kRowHeight / 2;
  const bool right = x > (kWidth + kNameWidth) / 2.0;
  return fmt::format(
      "<text class=\"name\" x=\"{}\" y=\"{}\">{}</text>"
      "<line class=\"rail\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>"
      "<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{}\" r=\"{}\"/>"
      "<text class=\"when\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n",
      0, y + 4, escape_markup(clip_utf8(dot.name, 28)), kNameWidth, kWidth - 10, y, y,
      dot.lead ? "lead" : "copy", x, y, kDotRadius, right ? x - 10 : x + 10, y + 4,
      right ? "end" : "start", later(first, dot.time));
}

}  // namespace

std::string timeline(std::vector<Dot> dots) {
  std::stable_sort(dots.begin(), dots.end(),
                   [](const Dot& a, const Dot& b) { return a.time < b.time; });
  if (dots.size() > kMostRows) dots.resize(kMostRows);
  if (dots.size() < 2) return {};
  const Timestamp first = dots.front().time;
  const double span = std::max<double>(1, static_cast<double>((dots.back().time - first).count()));
  const int height = static_cast<int>(dots.size()) * kRowHeight + kBottom;
  std::string out = fmt::format(
      "<svg class=\"timeline\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"When each outlet "
      "published\" xmlns=\"http://www.w3.org/2000/svg\">\n",
      kWidth, height);
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const double share = static_cast<double>((dots[i].time - first).count()) / span;
    out += row(dots[i], first, kNameWidth + 10 + share * (kWidth - kNameWidth - 30), i);
  }
  out += fmt::format(
      "<text class=\"when\" x=\"{}\" y=\"{}\">{}</text>"
      "<text class=\"when\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n</svg>\n",
      kNameWidth, height - 6, format_rfc3339(first).substr(0, 16), kWidth - 10, height - 6,
      format_rfc3339(dots.back().time).substr(0, 16));
  return out;
}

}  // namespace wirefold::serve
