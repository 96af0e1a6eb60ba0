#include "timeline.h"

#include <fmt/format.h>

#include <algorithm>

#include "page_parts.h"
#include "wirefold/base/strings.h"

namespace wirefold::serve {
namespace {

constexpr std::size_t kMostRows = 40;

// Per cent of a rail's width. The first and the last dot have room for their whole circle.
constexpr double kFirstDot = 3;
constexpr double kLastDot = 97;

/// "+2 h 05 min": the time after the first.
std::string later(const Words& words, Timestamp first, Timestamp time) {
  const auto delay = std::chrono::duration_cast<std::chrono::minutes>(time - first);
  return delay.count() == 0 ? words.text("first") : '+' + delay_words(words, delay);
}

/// "9 November 2024 at 14:05 UTC"
std::string date(const Words& words, Timestamp time) {
  return words.html("at_utc", escape_markup(words.time(time)));
}

/// A dot `x` per cent from the start of its rail, with words on the side that has more room.
std::string rail(std::string_view kind, double x, const std::string& when) {
  const bool before = x > (kFirstDot + kLastDot) / 2;
  return fmt::format(
      "<svg role=\"none\" xmlns=\"http://www.w3.org/2000/svg\">"
      "<line x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/>"
      "<circle class=\"{0}\" cx=\"{1:.1f}%\" cy=\"50%\" r=\"5\"/>"
      "<text x=\"{1:.1f}%\" dx=\"{2}\" y=\"50%\" dy=\".3em\" text-anchor=\"{3}\">{4}</text></svg>",
      kind, x, before ? -10 : 10, before ? "end" : "start", escape_markup(when));
}

}  // namespace

std::string timeline(const Words& words, std::vector<Dot> dots) {
  std::stable_sort(dots.begin(), dots.end(),
                   [](const Dot& a, const Dot& b) { return a.time < b.time; });
  if (dots.size() > kMostRows) dots.resize(kMostRows);
  if (dots.size() < 2) return {};
  const Timestamp first = dots.front().time;
  const double span = std::max<double>(1, static_cast<double>((dots.back().time - first).count()));
  std::string out =
      fmt::format("<ol class=\"timeline\" aria-label=\"{}\">\n", words.html("when_published"));
  for (const Dot& dot : dots) {
    const double share = static_cast<double>((dot.time - first).count()) / span;
    const double x = kFirstDot + share * (kLastDot - kFirstDot);
    out += fmt::format("<li><bdi class=\"name\">{}</bdi> {}</li>\n", escape_markup(dot.name),
                       rail(dot.lead ? "lead" : "copy", x, later(words, first, dot.time)));
  }
  return out + fmt::format("</ol>\n<p class=\"x\"><span>{}</span><span>{}</span></p>\n",
                           date(words, first), date(words, dots.back().time));
}

}  // namespace wirefold::serve
