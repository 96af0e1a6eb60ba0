#include "timeline.h"

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
std::string later(const Words& words, Timestamp first, Timestamp time) {
  const auto delay = std::chrono::duration_cast<std::chrono::minutes>(time - first);
  return delay.count() == 0 ? words.text("first") : '+' + delay_words(words, delay);
}

/// "9 November 2024 at 14:05 UTC"
std::string date(const Words& words, Timestamp time) {
  return words.html("at_utc", escape_markup(words.time(time)));
}

std::string row(const Words& words, const Dot& dot, Timestamp first, double x, std::size_t index) {
  const int y = static_cast<int>(index) * kRowHeight + kRowHeight / 2;
  const bool right = x > (kWidth + kNameWidth) / 2.0;
  return fmt::format(
      "<text class=\"name\" x=\"{}\" y=\"{}\">{}</text>"
      "<line class=\"rail\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>"
      "<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{}\" r=\"{}\"/>"
      "<text class=\"when\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n",
      0, y + 4, escape_markup(clip_utf8(dot.name, 28)), kNameWidth, kWidth - 10, y, y,
      dot.lead ? "lead" : "copy", x, y, kDotRadius, right ? x - 10 : x + 10, y + 4,
      right ? "end" : "start", escape_markup(later(words, first, dot.time)));
}

}  // namespace

std::string timeline(const Words& words, std::vector<Dot> dots) {
  std::stable_sort(dots.begin(), dots.end(),
                   [](const Dot& a, const Dot& b) { return a.time < b.time; });
  if (dots.size() > kMostRows) dots.resize(kMostRows);
  if (dots.size() < 2) return {};
  const Timestamp first = dots.front().time;
  const double span = std::max<double>(1, static_cast<double>((dots.back().time - first).count()));
  const int height = static_cast<int>(dots.size()) * kRowHeight + kBottom;
  std::string out = fmt::format(
      "<svg class=\"timeline\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n",
      kWidth, height, words.html("when_published"));
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const double share = static_cast<double>((dots[i].time - first).count()) / span;
    out += row(words, dots[i], first, kNameWidth + 10 + share * (kWidth - kNameWidth - 30), i);
  }
  // At both ends of the plot: on a phone there is no room for two dates below the rails alone.
  out += fmt::format(
      "<text class=\"when\" x=\"0\" y=\"{0}\">{1}</text>"
      "<text class=\"when\" x=\"{2}\" y=\"{0}\" text-anchor=\"end\">{3}</text>\n</svg>\n",
      height - 6, date(words, first), kWidth - 10, date(words, dots.back().time));
  return out;
}

}  // namespace wirefold::serve
