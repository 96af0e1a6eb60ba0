#include "serve/page/bar_chart.h"

#include <gtest/gtest.h>

namespace wirefold::serve {
namespace {

std::string drawn(std::vector<double> values, std::vector<double> marked = {}) {
  return bar_chart({std::move(values), std::move(marked), "9 Nov", "10 Nov", "3 <b>"});
}

void expect_part(const std::string& chart, std::string_view part) {
  EXPECT_NE(chart.find(part), std::string::npos) << part << "\nis not in\n" << chart;
}

TEST(BarChart, DrawsNothingOfNothing) { EXPECT_EQ(drawn({}), ""); }

TEST(BarChart, HasABarForEachValueButZero) {
  const std::string chart = drawn({5, 0, 2.5});
  expect_part(chart, "viewBox=\"0 0 30 100\"");
  expect_part(chart, "<rect class=\"all\" x=\"0\" y=\"0.0\" width=\"8\" height=\"100.0\"/>");
  expect_part(chart, "<rect class=\"all\" x=\"20\" y=\"50.0\" width=\"8\" height=\"50.0\"/>");
  EXPECT_EQ(chart.find("x=\"10\""), std::string::npos);
}

TEST(BarChart, MarksAPartOfABar) {
  expect_part(drawn({5, 5}, {0, 1}),
              "<rect class=\"marked\" x=\"10\" y=\"80.0\" width=\"8\" height=\"20.0\"/>");
}

TEST(BarChart, NamesTheEndsOfItsAxes) {
  const std::string chart = drawn({3});
  expect_part(chart, "<span>5</span><span>0</span>");
  expect_part(chart, "<span>9 Nov</span><span>10 Nov</span>");
  expect_part(chart, "aria-label=\"3 &lt;b&gt;\"");
}

TEST(BarChart, EndsItsAxisAtARoundNumber) {
  const std::vector<std::pair<double, const char*>> ends = {
      {0, "1"}, {1, "1"}, {2, "2"}, {6, "10"}, {10, "10"}, {11, "20"}, {51, "100"}, {700, "1000"}};
  for (const auto& [most, end] : ends) {
    expect_part(drawn({most}), "<span>" + std::string(end) + "</span><span>0</span>");
  }
}

}  // namespace
}  // namespace wirefold::serve
